package org.duban.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duban.stack.postgres.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything comes back as it was, and what is numbered goes on above what may have been lost. */
class BackupTest {
    @TempDir
    static Path home;

    private static PostgresServer server;
    private static int port;
    private static int databases;

    @TempDir
    Path directory;

    private String copy;

    @BeforeAll
    static void data() throws IOException, SQLException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server = PostgresServer.start(home, port);
        for (String schema : Tables.SCHEMAS) {
            try (Connection connection = connect("duban")) {
                Restore.makeTables(connection, database("duban"), schema, "latest");
            }
        }
        execute("duban", """
                insert into task.unit (code, name, name_key) values ('532501', E'个旧市\\t"\\\\"', '个旧市');
                insert into task.notice (id, title, contact, sections, findings, status, created_at)
                values ('00000000-0000-7000-8000-000000000001', E'通知\\n第二行 \\\\. \\\\N', '[]', '[{"a": "\\\\"}]', '[]', 'DISPATCHED', now());
                insert into task.task (id, notice_id, position, ref, number, label, text, units, etc)
                values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 1, '1', '1', '1', '', '[]', false);
                insert into task.deadline (id, notice_id, unit_code, version)
                values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000001', '532501', 4);
                insert into task.assignment (id, notice_id, task_id, unit_code, deadline_id, role, status, created_at, changed_at)
                values ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000001',
                        '00000000-0000-7000-8000-000000000002', '532501', '00000000-0000-7000-8000-000000000003', 'LEAD',
                        'IN_PROGRESS', now(), now());
                insert into task.submission (id, assignment_id, kind, summary, submitted_at, receipt)
                values ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000004', 'FINAL', '报送', now(), 'r');
                insert into task.attachment (id, submission_id, name, type, size, sha256, added_at)
                values ('00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000005', 'a', 'b', 300, 'c', now());
                insert into task.attachment_piece
                values ('00000000-0000-7000-8000-000000000006', 0, decode('000aff5c0d09', 'hex'));
                insert into task.audit (at, actor, action, entity, entity_id) select now(), 'office', 'x', 'notice', n from generate_series(1, 3) n;
                insert into task.outbox (id, topic, key, type, subject, time, data, position, published_at)
                select ('00000000-0000-7000-8000-00000000010' || n)::uuid, 'duban.events', 'k', 't', 's', now(), '{}', n, now() + n * interval '1 s'
                from generate_series(1, 3) n;
                insert into task.outbox (id, topic, key, type, subject, time)
                values ('00000000-0000-7000-8000-000000000104', 'duban.contacts', 'k', 't', 's', now());
                insert into notify.inbox select ('00000000-0000-7000-8000-00000000010' || n)::uuid, 't', 'duban.events', 0, n, now()
                from generate_series(1, 2) n;
                insert into notify.contact values ('532501', 'LIAISON', 'a@honghe.example', '个旧市', null, 0);
                insert into notify.mail (id, occasion, audience, kind, notice_id, notice_title, day, events, status, planned_at, tries)
                values ('00000000-0000-5000-8000-000000000201', 'o', 'UNIT', 'CHASE', '00000000-0000-7000-8000-000000000001', 't',
                        '2023-08-02', 1, 'PLANNED', now(), 0);
                """);
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    @BeforeEach
    void anEmptyDatabase() throws SQLException {
        copy = "copy" + ++databases;
        execute("postgres", "create database " + copy);
        execute(copy, "create schema task authorization task_owner; create schema notify authorization notify_service");
    }

    private static Database database(String name) {
        return new Database("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name), "postgres", "");
    }

    private static Connection connect(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name), "postgres", "");
    }

    private static void execute(String name, String sql) throws SQLException {
        try (Connection connection = connect(name); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(String name, String query) throws SQLException {
        try (Connection connection = connect(name)) {
            return Tables.names(connection, query);
        }
    }

    private static Map<String, List<String>> everything(String name) throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = connect(name)) {
            for (String table : Tables.inOrder(connection)) {
                tables.put(table, Tables.names(connection, "select t::text from %s t order by 1".formatted(table)));
            }
        }
        return tables;
    }

    private Path backup() throws IOException, SQLException {
        Path file = directory.resolve("duban.zip");
        try (Connection connection = connect("duban")) {
            new Backup(connection).write(file);
        }
        return file;
    }

    private void restore(Path file) throws IOException, SQLException {
        new Restore(database(copy)).read(file);
    }

    @Test
    void everyRowOfEveryTableComesBackAndIsNeverOverwritten() throws Exception {
        // Given
        Map<String, List<String>> before = everything("duban");
        Path file = backup();

        // When
        restore(file);

        // Then: all but what a restore changes on purpose
        Map<String, List<String>> after = everything(copy);
        assertEquals(before.keySet(), after.keySet());
        List<String> changed = before.keySet().stream().filter(table -> !before.get(table).equals(after.get(table))).toList();
        assertEquals(List.of("notify.hold", "task.deadline", "task.hold", "task.outbox"), changed);
        assertEquals(rows("duban", "select version from task.flyway_schema_history order by 1"),
                rows(copy, "select version from task.flyway_schema_history order by 1"));
        assertEquals(List.of("notify_service", "task_owner"),
                rows(copy, "select distinct tableowner from pg_tables where schemaname in ('task', 'notify') order by 1"));
        itIsHeldAndGoesOnAboveWhatMayHaveBeenLost();
        Map<String, List<String>> now = everything(copy);
        assertTrue(assertThrows(Refused.class, () -> restore(file)).getMessage().contains("task.unit"));
        assertEquals(now, everything(copy));
    }

    private void itIsHeldAndGoesOnAboveWhatMayHaveBeenLost() throws SQLException {
        execute(copy, "insert into task.audit (at, actor, action, entity, entity_id) values (now(), 'office', 'x', 'notice', '4')");

        assertEquals(List.of("1"), rows(copy, "select count(*) from task.hold where released_at is null and backup_at < since"));
        assertEquals(List.of("1"), rows(copy, "select count(*) from notify.hold where released_at is null"));
        assertEquals(List.of("1000003"), rows(copy, "select positions_from from task.hold"));
        assertEquals(List.of("1000004"), rows(copy, "select version from task.deadline"));
        assertEquals(List.of("1", "2", "3", "1000004"), rows(copy, "select id from task.audit order by id"));
        // Published and not arrived: again; what the other has, not
        assertEquals(List.of("1", "2", "none", "none"), rows(copy, "select coalesce(position::text, 'none') from task.outbox order by seq"));
    }

    @Test
    void aDamagedFileIsRefusedBeforeAnythingIsTouched() throws Exception {
        // Given
        byte[] whole = Files.readAllBytes(backup());
        List<byte[]> damaged = new ArrayList<>(List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2)));
        // Of the last entries only their end is cut off: the tables are whole then
        int rows = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\3\4", whole.length / 2);
        damaged.add(Arrays.copyOf(whole, rows));
        byte[] flipped = whole.clone();
        flipped[whole.length / 3] ^= 1;
        damaged.add(flipped);

        for (byte[] bytes : damaged) {
            // When
            Path file = Files.write(directory.resolve("damaged.zip"), bytes);

            // Then
            assertThrows(Refused.class, () -> restore(file));
            assertThrows(Refused.class, () -> Archive.check(file));
        }
        assertEquals(List.of("0"), rows(copy, "select count(*) from pg_tables where schemaname in ('task', 'notify')"));
    }

    @Test
    void itSeesOneMomentOfBothServices() throws Exception {
        // Given: a back-up that waits for a table in its midst
        Path file = directory.resolve("duban.zip");
        try (Connection connection = connect("duban");
                Connection lock = connect("duban"); Statement locking = lock.createStatement()) {
            lock.setAutoCommit(false);
            locking.execute("lock table notify.mail in access exclusive mode");
            Thread backup = new Thread(() -> write(connection, file));
            backup.start();
            while (rows("duban", "select 1 from pg_locks where not granted").isEmpty()) {
                Thread.onSpinWait();
            }

            // When
            execute("duban", "insert into notify.notice_mailbox values (gen_random_uuid(), 'x'); insert into task.unit values ('9', '9', '9')");
            lock.rollback();
            backup.join();
        }

        // Then
        Map<String, Long> rows = Archive.check(file).rows();
        assertEquals(0, rows.get("notify.notice_mailbox"));
        assertEquals(1, rows.get("task.unit"));
        execute("duban", "delete from notify.notice_mailbox; delete from task.unit where code = '9'");
    }

    private static void write(Connection connection, Path file) {
        try {
            new Backup(connection).write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theCommandSaysWhatItDid() throws Exception {
        Path file = directory.resolve("by-command.zip");
        Map<String, String> environment = Map.of("PGPORT", String.valueOf(port), "PGSSLMODE", "disable");

        assertEquals(0, Main.run(new String[] {"backup", file.toString()}, environment));
        assertEquals(0, Main.run(new String[] {"check", file.toString()}, environment));
        assertEquals(1, Main.run(new String[] {"backup", file.toString()}, environment));
        assertEquals(1, Main.run(new String[] {"restore", file.toString()}, environment));
        assertEquals(2, Main.run(new String[] {"help"}, environment));
        assertFalse(Files.exists(directory.resolve("by-command.zip.part")));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("[OWNER_READ, OWNER_WRITE]", Files.getPosixFilePermissions(file).stream().sorted().toList().toString());
        }
    }
}
