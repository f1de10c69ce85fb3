package org.duban.stack.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL 17 that keeps its data, with the database {@code duban} and, for each service, a schema and a user that
 * sees no other. It runs in processes of its own, which outlive a killed JVM; see {@link OrphanedPostgres}.
 */
public final class PostgresServer implements AutoCloseable {

    private static final List<Service> SERVICES =
            List.of(new Service("task_service", "task_owner", "task"), new Service("notify_service", "notify_service", "notify"));

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts PostgreSQL on its data; see {@link #stopOrphan}.
     *
     * @param home directory in which {@code postgres-17/} and {@code postgres.log} lie
     * @throws IOException if it does not start; the message says what to do where that is known
     */
    public static PostgresServer start(Path home, int port) throws IOException, SQLException {
        requireUserNamespacesIfRoot();
        Redirect log = Redirect.appendTo(home.resolve("postgres.log").toFile());
        PostgresBinaries binaries = PostgresBinaries.of(home);
        EmbeddedPostgres.Builder builder = binaries.builder()
                .setDataDirectory(data(home))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                // The same collation on every machine, whatever its locales.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                // The library switches both off, which is right only for data that is thrown away.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                // Else a socket would be left in /tmp.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                // Recovery after a kill takes longer than the usual start.
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(log)
                .setErrorRedirector(log);
        PostgresServer server = new PostgresServer(binaries.start(builder));
        try {
            server.createDatabase();
        } catch (SQLException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Stops a PostgreSQL that a killed JVM left running on the data in {@code home}, if there is one. */
    public static void stopOrphan(Path home) throws IOException {
        new OrphanedPostgres(data(home), PostgresBinaries.of(home)).stop();
    }

    private static Path data(Path home) {
        return home.resolve("postgres-17");
    }

    /** PostgreSQL refuses to run as root; the library starts it in a user namespace, where root has another id. */
    private static void requireUserNamespacesIfRoot() throws IOException {
        boolean linux = System.getProperty("os.name").equals("Linux");
        boolean root = System.getProperty("user.name").equals("root");
        if (linux && root && !LinuxUtils.isUnshareAvailable()) {
            throw new IOException("As root, PostgreSQL needs Linux user namespaces (`unshare -U true` must work), "
                    + "and here they are forbidden: please run as an ordinary user.");
        }
    }

    /** Every statement may run again at the next start. */
    private void createDatabase() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            if (!exists(sql, "SELECT FROM pg_database WHERE datname = 'duban'")) {
                sql.execute("CREATE DATABASE duban");
            }
        }
        try (Connection connection = postgres.getDatabase("postgres", "duban").getConnection();
                Statement sql = connection.createStatement()) {
            // At once: a service that looks in already finds nothing or all of it.
            connection.setAutoCommit(false);
            sql.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
            for (Service service : SERVICES) {
                service.create(sql);
            }
            connection.commit();
        }
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            return rows.next();
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    /**
     * A user, its schema and the owner of that: the user itself, or one as whom the schema is migrated, so that the user
     * cannot alter what it may only add to. A schema is closed to all but its owner unless something is granted.
     */
    private record Service(String user, String owner, String schema) {

        void create(Statement sql) throws SQLException {
            createRole(sql, user);
            createRole(sql, owner);
            sql.execute("CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s".formatted(schema, owner));
            if (!owner.equals(user)) {
                // Only where it is needed: the owner grants the same when it migrates, and both at once would fail.
                if (!exists(sql, "SELECT WHERE has_schema_privilege('%s', '%s', 'USAGE')".formatted(user, schema))) {
                    sql.execute("GRANT USAGE ON SCHEMA %s TO %s".formatted(schema, user));
                }
                // Data of an earlier version, in which the user owned them.
                sql.execute("REASSIGN OWNED BY %s TO %s".formatted(user, owner));
            }
        }

        private void createRole(Statement sql, String role) throws SQLException {
            if (!exists(sql, "SELECT FROM pg_roles WHERE rolname = '%s'".formatted(role))) {
                sql.execute("CREATE ROLE %s LOGIN".formatted(role));
            }
            sql.execute("ALTER ROLE %s SET search_path = %s".formatted(role, schema));
        }
    }
}
