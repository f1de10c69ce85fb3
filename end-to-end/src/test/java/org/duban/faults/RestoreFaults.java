package org.duban.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.duban.product.Api;
import org.duban.product.Layout;
import org.duban.product.Pause;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.stack.bench.Results;
import org.duban.stack.mail.AcceptedMail;
import org.duban.stack.mail.MailsClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is lost and comes back from a back-up, while broker and mail server have gone on. */
class RestoreFaults {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String LIAISON = "shuili@honghe.example";
    private static final String NOTICE = """
            某州人民政府办公室关于印发某州校园安全工作方案的通知
            一、工作任务
            1. 落实双线预防溺水责任制。(责任单位:州水利局)
            二、工作要求
            请于2023年8月1日前将落实情况报州教育体育局。邮箱:jiaoyu@honghe.example""";

    @TempDir
    Path local;

    private Product product;
    private Api office;
    private MailsClient mails;
    private String assignment;

    /** Dispatched, backed up; then a reminder fired and a report received. */
    @BeforeEach
    void aDayAfterTheBackUp() throws Exception {
        product = Product.start(HOME, Layout.live(local), Ports.free(), Map.of());
        office = product.tasksAs("office", null);
        mails = new MailsClient(product.addresses().mailsUrl());
        product.clock().freeze(Instant.parse("2023-07-26T04:00:00Z"));
        office.put("/api/v1/units/532500-01", Map.of("name", "州教育体育局"));
        office.put("/api/v1/units/532500-12", Map.of("name", "州水利局"));
        office.put("/api/v1/units/532500-12/contacts", List.of(Map.of("role", "LIAISON", "post", "联络员", "email", LIAISON)));
        JsonNode notice = office.post("/api/v1/notices", office.postText("/api/v1/notices/parse", NOTICE));
        office.post("/api/v1/notices/" + notice.get("id").asText() + "/dispatch", Map.of());
        await(() -> told().size() == 1);
        assignment = office.get("/api/v1/assignments?unit=532500-12").at("/items/0/id").asText();
        assertEquals(0, tool("backup"));

        product.clock().freeze(Instant.parse("2023-07-27T01:00:00Z"));
        await(() -> told().size() == 2);
        report();
        await(() -> told().size() == 3);
    }

    @AfterEach
    void end() {
        product.close();
    }

    private List<AcceptedMail> told() {
        return mails.to(LIAISON);
    }

    private void report() {
        product.tasksAs("unit", "532500-12").post("/api/v1/assignments/" + assignment + "/submissions",
                Map.of("kind", "FINAL", "summary", "已完成排查。"));
    }

    private static void await(BooleanSupplier until) {
        long end = System.nanoTime() + BOUND.toNanos();
        while (!until.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it took too long");
            Pause.millis(50);
        }
    }

    private int tool(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                HOME.resolve("backup/target/duban-backup.jar").toString(), command, local.resolve("duban.zip").toString()).inheritIO();
        builder.environment().putAll(Map.of("PGPORT", String.valueOf(product.addresses().postgresPort()), "PGSSLMODE", "disable"));
        return builder.start().waitFor();
    }

    private void loseTheDatabaseAndRestoreIt() throws IOException, InterruptedException, SQLException {
        product.tasks().close();
        product.notifications().close();
        try (Connection connection = DriverManager.getConnection(product.addresses().jdbcUrl(), "postgres", "");
                Statement sql = connection.createStatement()) {
            sql.execute("""
                    drop schema task cascade; drop schema notify cascade;
                    create schema task authorization task_owner; grant usage on schema task to task_service;
                    create schema notify authorization notify_service""");
        }
        assertEquals(0, tool("restore"));
        product.tasks().start();
        product.notifications().start();
        product.tasks().awaitReady();
        product.notifications().awaitReady();
    }

    private void release(String skipUntil) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "已核对"));
        if (skipUntil != null) {
            body.put("skipUntil", skipUntil);
        }
        office.post("/api/v1/hold/release", body);
        product.notificationsAs("office").post("/api/v1/hold/release", body);
    }

    private String status() {
        return office.get("/api/v1/assignments/" + assignment).get("status").asText();
    }

    @Test
    void nothingIsSentUntilItIsReleasedAndThenWhatShouldBe() throws Exception {
        String reminder = told().get(1).messageId();

        // When
        loseTheDatabaseAndRestoreIt();

        // Then: held, though a rung is due; the report is lost, and the way back to it is open
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() < end) {
            assertEquals(3, told().size());
            Pause.millis(100);
        }
        assertTrue(office.get("/api/v1/hold").get("held").asBoolean());
        assertTrue(product.notificationsAs("office").get("/api/v1/hold").get("held").asBoolean());
        assertEquals("AWAITING_ACKNOWLEDGEMENT", status());

        // When
        release(null);

        // Then: the reminder goes again, the same mail
        await(() -> told().size() == 4);
        assertEquals(reminder, told().get(3).messageId());
        report();
        await(() -> told().size() == 5);
        assertEquals("SUBMITTED", status());

        // When it is lost once more, and skipped up to the moment of the loss
        loseTheDatabaseAndRestoreIt();
        release("2023-07-27T09:00:00+08:00");
        product.clock().freeze(Instant.parse("2023-07-31T01:00:00Z"));

        // Then: of the reminders only the one that has come since
        await(() -> told().size() == 6);
        assertTrue(told().stream().limit(5).noneMatch(mail -> mail.messageId().equals(told().get(5).messageId())));
        assertEquals(1, product.notificationsAs("office").all("/api/v1/mails?unit=532500-12").stream()
                .filter(mail -> mail.get("kind").asText().equals("REMINDER")).count());

        Map<String, Object> row = new LinkedHashMap<>();
        row.put("fault", "the database is lost and restored");
        row.put("runs", 2);
        row.put("lost", 0);
        row.put("duplicates", 0);
        row.put("ambiguous", 0);
        row.put("seen", 2);
        Results.faults().add(row);
    }
}
