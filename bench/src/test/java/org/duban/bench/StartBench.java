package org.duban.bench;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.duban.product.Layout;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.product.ServiceProcess;
import org.duban.stack.bench.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start on warm data costs, as {@code ./start} does it: of each service until it is ready, and of the whole. Linux only. */
class StartBench {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final int TIMES = 5;
    private static final int WHOLE_SECONDS = 8;
    private static final Duration STOPPED = Duration.ofSeconds(20);

    @TempDir
    Path local;

    /** @param cpu seconds of processor time when it was ready, {@code memory} resident then, in MB */
    private record Cost(double cpu, double memory) {}

    @Test
    void eachService() throws IOException {
        List<Cost> tasks = new ArrayList<>();
        List<Cost> notifications = new ArrayList<>();
        try (Product product = Product.start(HOME, Layout.live(local), Ports.free(), Map.of())) {
            for (int i = 0; i < TIMES; i++) {
                tasks.add(restart(product.tasks()));
                notifications.add(restart(product.notifications()));
            }
        }
        assertAll(() -> within("task-service", tasks, 3, 220), () -> within("notify-service", notifications, 2, 180));
    }

    private static Cost restart(ServiceProcess service) throws IOException {
        service.stop(STOPPED);
        service.start();
        service.awaitReady();
        double cpu = service.handle().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
        String status = Files.readString(Path.of("/proc", String.valueOf(service.handle().pid()), "status"));
        String resident = status.lines().filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
        return new Cost(cpu, Integer.parseInt(resident.replaceAll("\\D", "")) / 1024.0);
    }

    private static void within(String name, List<Cost> costs, double cpu, double memory) {
        double median = costs.stream().mapToDouble(Cost::cpu).sorted().toArray()[TIMES / 2];
        double resident = costs.stream().mapToDouble(Cost::memory).sorted().toArray()[TIMES / 2];
        Figures.report("start-cpu-" + name, median, "s", cpu);
        Figures.report("start-memory-" + name, resident, "MB", memory);
        assertTrue(median <= cpu, name + " took " + median + " s of processor time");
        assertTrue(resident <= memory, name + " has " + resident + " MB");
    }

    @Test
    void theWhole() throws IOException, InterruptedException {
        seconds();
        double[] times = new double[3];
        for (int i = 0; i < times.length; i++) {
            times[i] = seconds();
        }
        Arrays.sort(times);
        Figures.report("start-whole", times[1], "s", WHOLE_SECONDS);
        assertTrue(times[1] <= WHOLE_SECONDS, "./start took " + times[1] + " s");
    }

    /** Until it says that it is ready. */
    private double seconds() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder("./start", "--local", local.resolve("whole").toString(), "--port", String.valueOf(freePorts()))
                .directory(HOME.toFile()).redirectErrorStream(true).start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.contains("Duban is ready")) {
                line = lines.readLine();
            }
            assertTrue(line != null, "it ended by itself");
            double seconds = (System.nanoTime() - start) / 1e9;
            process.destroy();
            assertTrue(process.waitFor(STOPPED.toSeconds(), TimeUnit.SECONDS), "it did not end");
            return seconds;
        }
    }

    /** Some ports in a row above this one are most likely free too. */
    private static int freePorts() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Math.min(socket.getLocalPort(), 65_000);
        }
    }
}
