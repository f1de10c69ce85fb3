package org.duban.stack.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The same work by a number of threads at once, each as fast as it is answered, for a time.
 *
 * @param perSecond of all threads together
 * @param p50 half of the answers came within so many milliseconds
 * @param p99 99 of 100
 */
public record Load(double perSecond, double p50, double p99) {

    /** What one thread repeats; it has its own connection. */
    public interface Work extends AutoCloseable {
        /** Returns when it is done; throws when the answer is not the wanted one. */
        void once() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /**
     * @param work one for each thread, made before the time begins
     * @throws IllegalStateException when any of it fails: a load with errors says nothing
     */
    public static Load run(int threads, Duration time, Callable<Work> work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Work> works = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                works.add(work.call());
            }
            long start = System.nanoTime();
            List<Future<long[]>> running = works.stream().map(one -> pool.submit(() -> repeat(one, start + time.toNanos()))).toList();
            List<long[]> latencies = new ArrayList<>();
            for (Future<long[]> one : running) {
                latencies.add(one.get());
            }
            return of(latencies, System.nanoTime() - start);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The load failed: " + e.getCause(), e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException("The load could not be made.", e);
        } finally {
            pool.shutdownNow();
            works.forEach(Load::close);
        }
    }

    /** Until it no longer becomes faster, in turns of five seconds. */
    public static void warm(int threads, Callable<Work> work) {
        Rounds.warm(() -> run(threads, Duration.ofSeconds(5), work).perSecond);
    }

    private static long[] repeat(Work work, long end) throws Exception {
        long[] latencies = new long[1024];
        int count = 0;
        long now = System.nanoTime();
        while (now < end) {
            work.once();
            long done = System.nanoTime();
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * count);
            }
            latencies[count++] = done - now;
            now = done;
        }
        return Arrays.copyOf(latencies, count);
    }

    private static Load of(List<long[]> latencies, long nanos) {
        long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Load(all.length * 1e9 / nanos, all[all.length / 2] / 1e6, all[(int) (all.length * 0.99)] / 1e6);
    }

    private static void close(Work work) {
        try {
            work.close();
        } catch (Exception e) {
            // It was measured; what is left ends with the process.
        }
    }
}
