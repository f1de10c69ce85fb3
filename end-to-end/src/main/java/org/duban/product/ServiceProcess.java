package org.duban.product;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One of the two services as a process of its own. Its standard input is held open by this process: when this one
 * dies, however it dies, the service sees the end of it and stops.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration UNTIL_READY = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /** Quick to start, and small: what a start leaves behind is collected early. Peak throughput is not what a demonstration needs. */
    private static final List<String> QUICK_TO_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xmn24m");

    /** Classes as the build has found them loaded, which saves a quarter of the work of a start. */
    private static final String SHARED_CLASSES = "app-cds.jsa";

    private final String name;
    private final List<String> flags;
    private final Path jar;
    private final int port;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    /** @param jar the service's quarkus-run.jar */
    public ServiceProcess(String name, Path jar, int port, Map<String, String> environment, Path log) {
        this(name, QUICK_TO_START, jar, port, environment, log);
    }

    /** The same with other flags of the virtual machine. */
    public ServiceProcess(String name, List<String> flags, Path jar, int port, Map<String, String> environment, Path log) {
        this.name = name;
        this.flags = flags;
        this.jar = jar;
        this.port = port;
        this.environment = environment;
        this.log = log;
    }

    /** A further instance of the same service under the same settings but for these; it is not started. */
    public ServiceProcess another(int port, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("DUBAN_HTTP_PORT", String.valueOf(port));
        all.putAll(settings);
        return new ServiceProcess(name, flags, jar, port, all, log.resolveSibling(name + "-" + port + ".log"));
    }

    public synchronized void start() {
        if (!Files.exists(jar)) {
            throw new Failure(name + " is not built: " + jar + " is missing; run ./mvnw -Dmaven.test.skip=true package.");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        // The archive is good for the jar as it is named here, in the folder that it lies in; another virtual machine ignores it.
        if (Files.exists(jar.resolveSibling(SHARED_CLASSES))) {
            command.add("-XX:SharedArchiveFile=" + SHARED_CLASSES);
        }
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-jar", jar.getFileName().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(jar.getParent().toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // What a user has exported for another installation is not meant for this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("DUBAN_"));
        // Several services and instances stand side by side here, and nobody scrapes them.
        builder.environment().put("DUBAN_METRICS_PORT", "0");
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            process = builder.start();
        } catch (IOException e) {
            throw new Failure(name + " could not be started: " + e.getMessage(), e);
        }
    }

    /** Waits until it takes requests. */
    public void awaitReady() {
        long end = System.nanoTime() + UNTIL_READY.toNanos();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new Failure(name + " ended while starting; its log tells why: " + log);
            }
            if (System.nanoTime() > end) {
                throw new Failure(name + " was not ready within " + UNTIL_READY.toSeconds() + " s; see its log: " + log);
            }
            Pause.millis(50);
        }
    }

    public boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5)).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted while " + name + " was starting.", e);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The process as the operating system knows it; only after a start. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** SIGKILL: what a crash looks like. */
    public synchronized void kill() {
        process.destroyForcibly();
        await(Duration.ofSeconds(10));
    }

    /** SIGTERM; whether it has ended by then. */
    public synchronized boolean stop(Duration atMost) {
        // By its handle: else its standard input would be closed too, and it would end at once, without its delay.
        process.toHandle().destroy();
        return await(atMost);
    }

    /** SIGTERM, and after five seconds SIGKILL. */
    @Override
    public synchronized void close() {
        if (process != null && !stop(Duration.ofSeconds(5))) {
            kill();
        }
    }

    private boolean await(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
