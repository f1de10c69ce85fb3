package org.duban.product;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.duban.stack.LocalStack;
import org.duban.stack.StackAddresses;
import org.duban.stack.StackOptions;

/** The whole product on one machine: PostgreSQL, Kafka and mail in this process, the two services beside it. */
public final class Product implements AutoCloseable {
    private final Layout layout;
    private final LocalStack stack;
    private final ServiceProcess tasks;
    private final ServiceProcess notify;
    private final Keys keys;
    private volatile boolean ending;

    private Product(Layout layout, LocalStack stack, ServiceProcess tasks, ServiceProcess notify, Keys keys) {
        this.layout = layout;
        this.stack = stack;
        this.tasks = tasks;
        this.notify = notify;
        this.keys = keys;
    }

    /**
     * Starts all of it and returns when both services take requests.
     *
     * @param home     the checkout, where the services were built
     * @param settings further settings of both services, as environment variables
     * @throws Failure when a part does not start; nothing is then left running
     */
    public static Product start(Path home, Layout layout, Ports ports, Map<String, String> settings) {
        Keys keys = new Keys(layout.keys());
        keys.ensure();
        CompletableFuture<Product> starting = CompletableFuture.supplyAsync(() -> launch(home, layout, ports, settings, keys));
        // There before the start, so that a Ctrl-C in its midst leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> starting.thenAccept(Product::close).exceptionally(e -> null).join(), "end"));
        Product product = joined(starting);
        try {
            joined(CompletableFuture.allOf(CompletableFuture.runAsync(product.tasks::awaitReady),
                    CompletableFuture.runAsync(product.notify::awaitReady)));
            return product;
        } catch (RuntimeException e) {
            product.close();
            throw e;
        }
    }

    /** All parts at once: the services wait for theirs by themselves. */
    private static Product launch(Path home, Layout layout, Ports ports, Map<String, String> settings, Keys keys) {
        List<ServiceProcess> services = new ArrayList<>();
        try {
            LocalStack stack = LocalStack.start(new StackOptions(layout.data(), layout.mails(), ports.stack()), coming -> {
                Map<String, String> common = environment(coming, layout, keys, ports, settings);
                services.add(service("task-service", home, layout, ports.tasks(), taskService(new HashMap<>(common), keys)));
                services.add(service("notify-service", home, layout, ports.notifications(),
                        notifyService(new HashMap<>(common), keys, ports)));
                services.forEach(ServiceProcess::start);
            });
            return new Product(layout, stack, services.get(0), services.get(1), keys);
        } catch (RuntimeException e) {
            services.forEach(ServiceProcess::close);
            throw e;
        }
    }

    /** The result, or what went wrong as it was thrown there. */
    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static ServiceProcess service(String name, Path home, Layout layout, int port, Map<String, String> common) {
        Map<String, String> environment = new HashMap<>(common);
        environment.put("DUBAN_HTTP_PORT", String.valueOf(port));
        return new ServiceProcess(name, home.resolve(name).resolve("target/quarkus-app/quarkus-run.jar"), port,
                environment, layout.logs().resolve(name + ".log"));
    }

    private static Map<String, String> environment(StackAddresses at, Layout layout, Keys keys, Ports ports,
            Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DUBAN_HTTP_HOST", "127.0.0.1",
                "DUBAN_DB_URL", at.jdbcUrl(),
                "DUBAN_KAFKA", at.kafka(),
                "DUBAN_SMTP_HOST", StackAddresses.HOST,
                "DUBAN_SMTP_PORT", String.valueOf(at.smtpPort()),
                "DUBAN_JWT_KEY", keys.publicKey().toAbsolutePath().toUri().toString(),
                "DUBAN_LOCAL", "true",
                "DUBAN_LOCAL_KEY", keys.privateKey().toAbsolutePath().toString(),
                "DUBAN_LOCAL_CLOCK", layout.clock().toAbsolutePath().toString(),
                "DUBAN_LOCAL_WATCH_STDIN", "true"));
        environment.putAll(Map.of(
                "DUBAN_TASK_URL", "http://127.0.0.1:" + ports.tasks(),
                "DUBAN_NOTIFY_URL", "http://127.0.0.1:" + ports.notifications(),
                "DUBAN_MAIL_FROM", "duban@honghe.example",
                "DUBAN_MAIL_DOMAIN", "honghe.example",
                // The sample's posts and nobody else: the notice's real mailbox is not on it.
                "DUBAN_MAIL_ALLOW", "@honghe.example"));
        environment.putAll(settings);
        return environment;
    }

    /** The tables of task-service belong to another user than its own (R12); of links to report by it has the public key only. */
    private static Map<String, String> taskService(Map<String, String> environment, Keys keys) {
        environment.putIfAbsent("DUBAN_REPORT_PUBLIC_KEY", keys.reportPublicKey());
        environment.put("DUBAN_DB_OWNER", "task_owner");
        // Asked for by nobody here, but without one the owner is ignored.
        environment.put("DUBAN_DB_OWNER_PASSWORD", "none");
        return environment;
    }

    private static Map<String, String> notifyService(Map<String, String> environment, Keys keys, Ports ports) {
        environment.putIfAbsent("DUBAN_REPORT_KEY", keys.reportPrivateKey());
        environment.putIfAbsent("DUBAN_REPORT_URL", "http://127.0.0.1:" + ports.tasks());
        return environment;
    }

    public ServiceProcess tasks() {
        return tasks;
    }

    public ServiceProcess notifications() {
        return notify;
    }

    public StackAddresses addresses() {
        return stack.addresses();
    }

    public Layout layout() {
        return layout;
    }

    public ClockFile clock() {
        return new ClockFile(layout.clock(), Clock.systemUTC());
    }

    /** A client of task-service with a token of that role. */
    public Api tasksAs(String role, String unit) {
        return new Api(tasks.url(), keys.token(role, unit));
    }

    public Api notificationsAs(String role) {
        return new Api(notify.url(), keys.token(role, null));
    }

    /** A token of that role; the unit's code is null for those that are none. */
    public String token(String role, String unit) {
        return keys.token(role, unit);
    }

    /** True from the moment on at which it is being ended on purpose. */
    public boolean isEnding() {
        return ending;
    }

    /** The services first, so that they can finish what they have begun. */
    @Override
    public void close() {
        ending = true;
        CompletableFuture.allOf(CompletableFuture.runAsync(tasks::close), CompletableFuture.runAsync(notify::close)).join();
        stack.close();
    }
}
