package org.duban.contract;

import static org.duban.contract.Checkout.NOTIFY;
import static org.duban.contract.Checkout.ROOT;
import static org.duban.contract.Checkout.TASK;
import static org.duban.contract.Checkout.all;
import static org.duban.contract.Checkout.each;
import static org.duban.contract.Checkout.settings;
import static org.duban.contract.Checkout.text;
import static org.duban.contract.Checkout.yaml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.stack.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be known of {@code docker-compose.yml} and the Dockerfiles on a machine without an engine. */
class ComposeTest {
    private static final JsonNode COMPOSE = yaml("docker-compose.yml");

    /** The keys of the compose specification that we use; one that is not here is a slip, or is to be added. */
    private static final Set<String> TOP = Set.of("name", "x-common", "x-confined", "services", "volumes", "configs");
    private static final Set<String> SERVICE = Set.of("image", "build", "restart", "command", "environment", "configs", "volumes",
            "ports", "depends_on", "healthcheck", "profiles", "logging", "shm_size", "mem_limit", "read_only", "tmpfs", "cap_drop",
            "security_opt", "stop_grace_period");
    private static final Set<String> HEALTH_CHECK = Set.of("test", "interval", "timeout", "start_period");

    @Test
    void everyKeyIsKnownAndEveryReferenceLeadsSomewhere() {
        assertTrue(TOP.containsAll(keys(COMPOSE)), () -> "unknown at the top: " + keys(COMPOSE));
        services().forEach((name, service) -> {
            assertTrue(SERVICE.containsAll(keys(service)), () -> "unknown in " + name + ": " + keys(service));
            assertTrue(HEALTH_CHECK.containsAll(keys(service.path("healthcheck"))), name);
            assertTrue(service.has("image") != service.has("build"), name);
            service.path("configs").forEach(use -> assertTrue(COMPOSE.path("configs").has(use.path("source").asText())));
            service.path("volumes").forEach(use ->
                    assertTrue(COMPOSE.path("volumes").has(use.asText().split(":")[0]), use::asText));
            service.path("depends_on").properties().forEach(other -> {
                JsonNode needed = services().get(other.getKey());
                boolean healthy = other.getValue().path("condition").asText().equals("service_healthy");
                assertTrue(needed != null && (!healthy || needed.has("healthcheck")), name + " needs " + other.getKey());
            });
        });
        COMPOSE.path("configs").forEach(config -> assertTrue(Files.exists(ROOT.resolve(config.path("file").asText())), config::toString));
    }

    @Test
    void runsWhatTheTestsRanOn() {
        // Given
        String pom = text("pom.xml");
        String postgres = element(pom, "postgres-binaries.version").replaceFirst("\\.0$", "");

        // Then
        assertEquals("postgres:" + postgres, services().get("postgres").path("image").asText());
        assertEquals("apache/kafka:" + element(pom, "kafka.version"), services().get("kafka").path("image").asText());
        images().forEach(image -> assertTrue(image.matches(".+:v?\\d.*") && !image.contains("latest"), image));
    }

    @Test
    void portsAreOpenOnLoopbackOnlyButForTls() {
        List<String> ports = services().values().stream().filter(service -> !service.has("profiles"))
                .flatMap(service -> service.path("ports").valueStream()).map(JsonNode::asText).sorted().toList();

        assertEquals(List.of("127.0.0.1:8025:8025", "127.0.0.1:8080:8080", "127.0.0.1:8081:8081"), ports);
        assertEquals("[\"80:80\",\"443:443\"]", services().get("caddy").path("ports").toString());
        assertEquals("[\"tls\"]", services().get("caddy").path("profiles").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {TASK, NOTIFY})
    void aServiceWritesNothingAndCanBecomeNobodyElse(String service) {
        JsonNode confined = services().get(service);

        assertTrue(confined.path("read_only").asBoolean());
        assertEquals("/tmp", confined.path("tmpfs").path(0).asText().split(":")[0]);
        assertEquals(1, confined.path("tmpfs").size() + confined.path("volumes").size());
        assertEquals("[\"ALL\"]", confined.path("cap_drop").toString());
        assertEquals("[\"no-new-privileges:true\"]", confined.path("security_opt").toString());
        assertTrue(confined.path("mem_limit").asText().matches("\\d+[mg]"));
    }

    @Test
    void noLogFillsTheDisk() {
        services().forEach((name, service) -> assertTrue(service.path("logging").path("options").has("max-size"), name));
    }

    @Test
    void aVariableHasADefaultOrSaysWhatIsMissing() {
        // Given: the text without its comments, which write variables as people do
        String text = text("docker-compose.yml").replaceAll("(?m)^\\s*#.*$", "");

        // Then
        all("\\$\\{(\\w+)([^}]*)}", text).forEach(use -> {
            boolean explained = use.group(2).matches(":\\?.*\\p{IsHan}.*\\(.*[a-z].*\\)");
            assertTrue(explained || use.group(2).startsWith(":-"), use::group);
        });
        assertEquals(all("\\$", text).size(), all("\\$\\{\\w+:[?-]", text).size(), "a $ that is no such variable");
    }

    @Test
    void nothingSecretIsWrittenDown() {
        services().forEach((name, service) -> environment(name).forEach((variable, value) -> assertTrue(
                !variable.matches(".*(PASSWORD|KEY|SECRET|TOKEN).*") || value.matches("\\$\\{\\w+:(\\?.+|-)}"), variable)));
    }

    @Test
    void mailGoesOnlyWhereTheOperatorSaidAndNothingIsLocal() {
        for (String service : List.of(TASK, NOTIFY)) {
            assertEquals("false", environment(service).get("DUBAN_LOCAL"));
        }
        assertTrue(environment(NOTIFY).get("DUBAN_MAIL_ALLOW").startsWith("${DUBAN_MAIL_ALLOW:?"));
        assertEquals("${DUBAN_MAIL_PRODUCTION:-false}", environment(NOTIFY).get("DUBAN_MAIL_PRODUCTION"));
        assertEquals("${DUBAN_SMTP_HOST:-mailpit}", environment(NOTIFY).get("DUBAN_SMTP_HOST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {TASK, NOTIFY})
    void aServiceIsGivenOnlyWhatItReads(String service) {
        Set<String> given = new TreeSet<>(environment(service).keySet());
        given.addAll(each("\\b(DUBAN_\\w+)=", text(service + "/Dockerfile")));
        given.removeAll(settings(service).keySet());

        assertEquals(Set.of(), given);
    }

    @ParameterizedTest
    @ValueSource(strings = {TASK, NOTIFY})
    void anImageCopiesWhatIsThereAndRunsAsNobody(String service) {
        // Given
        String file = text(service + "/Dockerfile");
        List<String> stages = all("(?m)^FROM \\S+( AS \\w+)?$", file).stream().map(MatchResult::group).toList();
        List<String> copied = each("(?m)^COPY (?!--from)(\\S+) \\S+$", file);

        // Then
        assertEquals(2, stages.size());
        for (String source : copied) {
            assertTrue(Files.exists(ROOT.resolve(source)), source);
            assertTrue(text(".dockerignore").lines().anyMatch(("!" + source)::equals)
                    || text(".dockerignore").lines().anyMatch(("!" + source.split("/")[0])::equals), source);
        }
        // Maven needs the poms of all modules, those of profiles excepted.
        each("<module>(.+?)</module>", text("pom.xml").split("<profiles>")[0]).forEach(module ->
                assertTrue(copied.contains(module) || copied.contains(module + "/pom.xml"), module));
        assertTrue(file.contains("mv " + service + "/target/quarkus-app /layers/app && mv /layers/app/lib /layers/ "));
        assertEquals(List.of("/layers/lib lib", "/layers/app ./"), each("(?m)^COPY --from=build (\\S+ \\S+)$", file), "what changes least comes first");
        assertTrue(file.contains("-pl " + service + " -am -Dmaven.test.skip=true package"));
        assertTrue(file.matches("(?s).*\nUSER [1-9]\\d*\n.*"));
        assertTrue(file.matches("(?s).*\nWORKDIR /app\n.*\nENTRYPOINT \\[\"java\", .*\"quarkus-run.jar\"]\n$"));
        // The archive of classes is read by the Java that has made it, from the directory where it was made.
        assertTrue(file.substring(file.lastIndexOf("FROM ")).contains(" java -Xmx256m -XX:ArchiveClassesAtExit=app-cds.jsa -jar quarkus-run.jar </dev/null\n"));
        assertTrue(file.contains("\"-XX:SharedArchiveFile=app-cds.jsa\""));
        String port = settings(service).get("DUBAN_HTTP_PORT");
        assertTrue(file.contains("\nENV DUBAN_HTTP_HOST=0.0.0.0 DUBAN_HTTP_PORT=" + port + "\nEXPOSE " + port + "\n"));
        assertEquals(service + "/Dockerfile", services().get(service).path("build").path("dockerfile").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {TASK, NOTIFY})
    void anImageSaysWhatItIsAndHowItIsAndHoldsNoSecret(String service) {
        // Given
        String file = text(service + "/Dockerfile");

        // Then
        assertEquals(List.of("title", "description", "version", "revision", "source"),
                each("org\\.opencontainers\\.image\\.(\\w+)=", file));
        assertTrue(file.contains("\nARG VERSION=" + element(text("pom.xml"), "version") + "\n"));
        assertTrue(file.matches("(?s).*\nHEALTHCHECK .*/q/health/ready\"\n.*"));
        assertEquals(List.of(), all("(?im)^(ARG|ENV) .*(password|secret|token|_key).*$", file).stream().map(MatchResult::group).toList());
    }

    /** Both kinds of installation give the services the same rights. */
    @Test
    void schemasAreThoseOfTheLocalStack(@TempDir Path home) throws IOException, SQLException {
        // Given
        String script = text(COMPOSE.at("/configs/create-schemas/file").asText());
        List<MatchResult> passwords = all("(?m)^\\\\getenv (\\w+) (\\w+)$", script);
        for (MatchResult password : passwords) {
            assertTrue(environment("postgres").containsKey(password.group(2)), password.group(2));
            script = script.replace(password.group(), "").replace(":'" + password.group(1) + "'", "'secret'");
        }
        int port = freePort();
        try (PostgresServer server = PostgresServer.start(home, port)) {
            // When: roles belong to the whole server, so ours get other names; at the second database they are there
            for (String database : List.of("restored", "compose")) {
                execute(port, "postgres", "CREATE DATABASE " + database);
                execute(port, database, script.replaceAll("\\b(task_service|task_owner|notify_service)\\b", "compose_$1"));
            }

            // Then
            List<String> rights = rights(port, "duban", "");
            assertEquals(9, rights.size());
            assertEquals(rights, rights(port, "compose", "compose_"));
            assertEquals(3, passwords.size());
            assertEquals(List.of("3"), query(port, "compose",
                    "select count(*) from pg_authid where rolname like 'compose%' and rolpassword is not null"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void settingsAreDocumented(String readme) {
        // Given: rows of name | service | default | meaning
        Map<String, String[]> rows = new TreeMap<>();
        all("(?m)^\\| `(DUBAN_\\w+)` \\|(.*)\\|\\s*$", text(readme)).forEach(row ->
                rows.put(row.group(1), row.group(2).split("(?<!\\\\)\\|")));
        Set<String> known = new TreeSet<>();

        // Then
        for (String service : List.of(TASK, NOTIFY)) {
            settings(service).forEach((variable, standard) -> {
                String[] row = rows.get(variable);
                String shown = standard.isEmpty() ? "—" : "`" + standard + "`";
                assertTrue(row != null && row.length == 3, readme + " has no row for " + variable);
                assertTrue(row[0].contains(service), variable + " is read by " + service);
                assertTrue(row[1].contains(shown), variable + " of " + service + " is " + shown + " by default");
                assertFalse(row[2].isBlank(), variable + " has no meaning");
                known.add(variable);
            });
        }
        assertEquals(known, rows.keySet());
    }

    private static Map<String, JsonNode> services() {
        return COMPOSE.path("services").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> environment(String service) {
        return services().get(service).path("environment").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, variable -> variable.getValue().asText()));
    }

    private static List<String> images() {
        Stream<String> pulled = services().values().stream().filter(service -> service.has("image"))
                .map(service -> service.get("image").asText());
        Stream<String> bases = Stream.of(TASK, NOTIFY)
                .flatMap(service -> each("(?m)^FROM (\\S+)", text(service + "/Dockerfile")).stream());
        return Stream.concat(pulled, bases).toList();
    }

    /** What each of the users may do in each schema, and what else it may do. */
    private static List<String> rights(int port, String database, String prefix) throws SQLException {
        return query(port, database, """
                select substr(r.rolname, length('%1$s') + 1), n.nspname, n.nspowner = r.oid,
                       has_schema_privilege(r.oid, n.oid, 'usage'), has_schema_privilege(r.oid, n.oid, 'create'),
                       r.rolcanlogin, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolbypassrls, r.rolreplication,
                       r.rolconfig
                from pg_roles r cross join pg_namespace n
                where r.rolname in ('%1$stask_service', '%1$stask_owner', '%1$snotify_service')
                  and n.nspname in ('task', 'notify', 'public')
                order by 1, 2""".formatted(prefix));
    }

    /** Rows as text. */
    private static List<String> query(int port, String database, String sql) throws SQLException {
        try (Connection connection = connect(port, database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        }
    }

    private static void execute(int port, String database, String sql) throws SQLException {
        try (Connection connection = connect(port, database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(int port, String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Set<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String element(String xml, String name) {
        return each("<" + Pattern.quote(name) + ">(.+?)<", xml).get(0);
    }
}
