package org.duban.replay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.duban.product.ServiceProcess;

/** Gives each request to one of the instances that last said they are ready, by turns, as load balancers do. It repeats nothing. */
final class Balancer implements AutoCloseable {
    private static final int PROBE_MILLIS = 100;
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<ServiceProcess> instances;
    private final ScheduledExecutorService probes;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<ServiceProcess> ready = ConcurrentHashMap.newKeySet();

    Balancer(ServiceProcess... instances) {
        this.instances = List.of(instances);
        this.probes = Executors.newScheduledThreadPool(instances.length);
        for (ServiceProcess instance : instances) {
            look(instance);
            // Each by itself: one that is slow to answer does not hide what becomes of the others.
            probes.scheduleWithFixedDelay(() -> look(instance), PROBE_MILLIS, PROBE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(ServiceProcess instance) {
        if (instance.isReady()) {
            ready.add(instance);
        } else {
            ready.remove(instance);
        }
    }

    /** The status of the answer. */
    int status(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        List<ServiceProcess> choice = instances.stream().filter(ready::contains).toList();
        if (choice.isEmpty()) {
            throw new IOException("no instance is ready");
        }
        ServiceProcess chosen = choice.get(Math.floorMod(turn.getAndIncrement(), choice.size()));
        HttpResponse<String> answer = HTTP.send(request.uri(URI.create(chosen.url() + path)).timeout(Duration.ofSeconds(20)).build(),
                BodyHandlers.ofString());
        return answer.statusCode();
    }

    @Override
    public void close() {
        probes.shutdownNow();
    }
}
