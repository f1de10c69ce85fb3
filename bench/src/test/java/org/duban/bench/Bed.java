package org.duban.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.duban.product.Keys;
import org.duban.product.ServiceProcess;
import org.duban.stack.StackProcess;

/** Test bed: the real parts, with fsync on, and built services beside them under the flags of production. */
final class Bed implements AutoCloseable {
    /** No relay of the product publishes while a connection holds this lock ({@code pg_advisory_lock}): it is the relay's own. */
    static final long RELAY = 0x6475_6261_6e00_0001L;
    /** {@code -Dbench.flags} adds to them, a flight recording for one. */
    private static final List<String> FLAGS = Stream.of("-XX:+UseParallelGC -Xms512m -Xmx512m", System.getProperty("bench.flags", ""))
            .flatMap(flags -> Stream.of(flags.split(" "))).filter(flag -> !flag.isEmpty()).toList();

    /**
     * As docker-compose.yml sets it. As PostgreSQL comes, a gigabyte that is written makes a checkpoint, after which the first
     * change of each page is logged with the whole page: under these loads every few seconds, and always.
     */
    static final Map<String, String> POSTGRES =
            Map.of("shared_buffers", "1GB", "max_wal_size", "4GB", "checkpoint_timeout", "15min");

    private final Path directory;
    private final StackProcess stack;
    private final Keys keys;
    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();

    /** @param name of its directory under target; what an earlier run left there is removed */
    Bed(String name) {
        directory = Path.of("target", name).toAbsolutePath();
        remove();
        setUp(directory);
        stack = stack(directory);
        keys = new Keys(directory.resolve("keys"));
        keys.ensure();
        // An interrupted run leaves no service behind; the stack sees by itself that this process has ended.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> services.forEach(ServiceProcess::close)));
    }

    /** Its settings stay with its data, and hold from its next start. */
    private static void setUp(Path directory) {
        try (StackProcess first = stack(directory);
                Connection connection = DriverManager.getConnection(first.addresses().jdbcUrl(), "postgres", "postgres");
                Statement sql = connection.createStatement()) {
            for (Map.Entry<String, String> setting : POSTGRES.entrySet()) {
                sql.execute("alter system set %s = '%s'".formatted(setting.getKey(), setting.getValue()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StackProcess stack(Path directory) {
        return StackProcess.start(directory.resolve("data"), directory.resolve("mails"));
    }

    /** A further database beside {@code duban}, as task-service expects it. */
    void database(String name) throws SQLException {
        try (Connection connection = superuser("duban"); Statement sql = connection.createStatement()) {
            sql.execute("create database " + name);
        }
        try (Connection connection = superuser(name); Statement sql = connection.createStatement()) {
            sql.execute("create schema task authorization task_owner");
            sql.execute("grant usage on schema task to task_service");
        }
    }

    /** task-service as it is delivered, all checks on; only its rate limit stands higher than any load. */
    int product(String database) {
        return product(database, Map.of());
    }

    /** The same on the business clock of the database, which {@link #setClock} moves. Several may share a database. */
    int clockedProduct(String database) {
        return product(database, clock(database));
    }

    /** The same, and looking for work so often that the wait for the next look is none of what is measured. */
    int eagerProduct(String database) {
        Map<String, String> settings = new HashMap<>(clock(database));
        settings.putAll(Map.of("DUBAN_TICK_POLL", "2ms", "DUBAN_RELAY_POLL", "2ms"));
        return product(database, settings);
    }

    private Map<String, String> clock(String database) {
        return Map.of("DUBAN_LOCAL", "true", "DUBAN_LOCAL_CLOCK", clockOf(database).toString());
    }

    private Path clockOf(String database) {
        return directory.resolve("clock-" + database);
    }

    private int product(String database, Map<String, String> more) {
        return product(database, FLAGS, more);
    }

    /** The same under other flags than those of production. */
    int product(String database, List<String> flags) {
        return product(database, flags, Map.of());
    }

    private int product(String database, List<String> flags, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(Map.of("DUBAN_HTTP_HOST", "127.0.0.1", "DUBAN_DB_URL", url(database),
                "DUBAN_DB_OWNER", "task_owner", "DUBAN_DB_OWNER_PASSWORD", "none", "DUBAN_KAFKA", kafka(),
                "DUBAN_JWT_KEY", keys.publicKey().toAbsolutePath().toUri().toString(), "DUBAN_RATE_LIMIT", "100000000"));
        int port = freePort();
        start("task-service", flags, Path.of("../task-service"), environment, port);
        return port;
    }

    /** notify-service, which may write to {@code @bench.example} only. */
    ServiceProcess mailroom(List<String> flags, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(Map.of("DUBAN_HTTP_HOST", "127.0.0.1", "DUBAN_DB_URL", url("duban"), "DUBAN_KAFKA", kafka(),
                "DUBAN_JWT_KEY", keys.publicKey().toAbsolutePath().toUri().toString(), "DUBAN_MAIL_ALLOW", "@bench.example",
                "DUBAN_MAIL_FROM", "duban@bench.example", "DUBAN_MAIL_DOMAIN", "bench.example"));
        return start("notify-service", flags, Path.of("../notify-service"), environment, freePort());
    }

    /** Returns when every event that was published has its mail in the ledger, sent or not. */
    void awaitMailsPlanned(long mails) throws SQLException, InterruptedException {
        try (Connection connection = superuser("duban"); Statement sql = connection.createStatement()) {
            for (long planned = -1; planned < mails; Thread.sleep(200)) {
                try (ResultSet row = sql.executeQuery("select count(*) from notify.mail")) {
                    row.next();
                    planned = row.getLong(1);
                }
            }
        }
    }

    /** Those on the database's clock see the move at their next look; it stands still. */
    void setClock(String database, Instant instant) {
        writeClock(database, instant + " frozen");
    }

    /** It shows that instant at that moment of the machine's time, and goes on. */
    void runClock(String database, Instant instant, Instant machine) {
        writeClock(database, instant + " running " + machine);
    }

    private void writeClock(String database, String line) {
        Path next = directory.resolve("clock.new");
        try {
            Files.writeString(next, line);
            Files.move(next, clockOf(database), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    void kill(int port) {
        services.stream().filter(service -> service.url().endsWith(":" + port)).forEach(ServiceProcess::kill);
    }

    /** How many statements a second PostgreSQL is sent, BEGIN and COMMIT among them. */
    double statements(Duration time) {
        try (Connection connection = superuser("duban"); Statement sql = connection.createStatement()) {
            sql.execute("alter system set log_statement = 'all'");
            sql.execute("select pg_reload_conf()");
            Thread.sleep(500);
            long before = logged();
            Thread.sleep(time.toMillis());
            long after = logged();
            sql.execute("alter system reset log_statement");
            sql.execute("select pg_reload_conf()");
            return (after - before) / (time.toMillis() / 1e3);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long logged() {
        try (Stream<String> lines = Files.lines(directory.resolve("data/postgres.log"))) {
            return lines.filter(line -> line.contains("LOG:  execute ") || line.contains("LOG:  statement: ")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String kafka() {
        return stack.addresses().kafka();
    }

    /** The application of this module. */
    int floor() {
        int port = freePort();
        start("floor", FLAGS, Path.of(""), Map.of("DUBAN_DB_URL", url("duban")), port);
        return port;
    }

    private ServiceProcess start(String name, List<String> flags, Path module, Map<String, String> environment, int port) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("DUBAN_HTTP_PORT", String.valueOf(port));
        ServiceProcess service = new ServiceProcess(name, flags, module.resolve("target/quarkus-app/quarkus-run.jar").toAbsolutePath(),
                port, all, directory.resolve(name + port + ".log"));
        services.add(service);
        service.start();
        service.awaitReady();
        return service;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token of that role; the unit is null for the roles that have none. */
    String token(String role, String unit) {
        return keys.token(role, unit);
    }

    String url(String database) {
        return stack.addresses().jdbcUrl().replaceFirst("/duban$", "/" + database);
    }

    Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "postgres");
    }

    /** As task-service connects. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection(url("duban"), "task_service", "");
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::close);
        stack.close();
        remove();
    }

    private void remove() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
