package org.duban.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.duban.product.Keys;
import org.duban.product.ServiceProcess;

/** An instance of a service, and what it answers the office. */
final class Instance implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final ServiceProcess process;
    /** A path of its API that needs the database. */
    final String reads;

    private final int port;
    private final int metrics;
    private final Keys keys;

    /**
     * Not started yet.
     *
     * @param home     where it logs
     * @param settings its own, as environment variables; the ports are given here
     */
    Instance(String service, String reads, Path home, Keys keys, Map<String, String> settings) throws IOException {
        this.reads = reads;
        this.port = freePort();
        this.metrics = freePort();
        this.keys = keys;
        Map<String, String> environment = new HashMap<>(Map.of("DUBAN_HTTP_HOST", "127.0.0.1", "DUBAN_HTTP_PORT", String.valueOf(port),
                "DUBAN_METRICS_PORT", String.valueOf(metrics)));
        environment.putAll(settings);
        this.process = new ServiceProcess(service, Path.of("..", service, "target/quarkus-app/quarkus-run.jar").toAbsolutePath(),
                port, environment, home.resolve(service + port + ".log"));
    }

    static Instance ofTasks(Path home, Keys keys, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(Map.of("DUBAN_DB_OWNER", "task_owner", "DUBAN_DB_OWNER_PASSWORD", "none"));
        return new Instance("task-service", "/api/v1/units", home, keys, all);
    }

    static Instance ofNotifications(Path home, Keys keys, Map<String, String> settings) throws IOException {
        return new Instance("notify-service", "/api/v1/mails", home, keys, settings);
    }

    HttpResponse<String> reads() throws IOException, InterruptedException {
        return get(reads);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
    }

    HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    String metrics() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metrics + "/q/metrics"))).body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.header("Authorization", "Bearer " + keys.token("office", null)).timeout(Duration.ofSeconds(60)).build(),
                BodyHandlers.ofString());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** SIGKILL: how it ends when it is asked to is looked at elsewhere. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.kill();
        }
    }
}
