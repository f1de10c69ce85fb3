package org.duban.hostile;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many clients at the same moment, each with a connection of its own. */
public final class Crowd {
    private Crowd() {}

    /**
     * Sends all requests at once.
     *
     * @param request of the client of that number, from 0
     * @return the answers, by the number of the client
     */
    public static List<Wire.Answer> send(URI service, int clients, IntFunction<Request> request) {
        CyclicBarrier start = new CyclicBarrier(clients);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<Wire.Answer>> coming = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                Request own = request.apply(i);
                coming.add(threads.submit(() -> {
                    try (Wire wire = new Wire(service)) {
                        start.await();
                        return wire.send(own);
                    }
                }));
            }
            List<Wire.Answer> answers = new ArrayList<>();
            for (Future<Wire.Answer> each : coming) {
                answers.add(each.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }
}
