package org.duban.contract;

import static org.duban.contract.Checkout.NOTIFY;
import static org.duban.contract.Checkout.ROOT;
import static org.duban.contract.Checkout.TASK;
import static org.duban.contract.Checkout.all;
import static org.duban.contract.Checkout.each;
import static org.duban.contract.Checkout.settings;
import static org.duban.contract.Checkout.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator copies from {@code deploy/}, and whether the guide says of each alarm what to do. */
class DeployTest {
    private static final String HARDENED = """
            DynamicUser=yes NoNewPrivileges=yes ProtectSystem=strict ProtectHome=yes PrivateTmp=yes PrivateDevices=yes \
            CapabilityBoundingSet= RestrictSUIDSGID=yes MemoryMax=1G Restart=on-failure""";

    /** Whoever copies the sample is asked for nothing more. */
    @Test
    void theSampleForComposeNamesWhatMustBeGivenAndWhatIsSecret() {
        String compose = text("docker-compose.yml");
        Set<String> used = new TreeSet<>(each("\\$\\{(\\w+):[?-]", compose));
        Set<String> required = new TreeSet<>(each("\\$\\{(\\w+):\\?", compose));
        Set<String> named = new TreeSet<>(each("(?m)^#?([A-Z_]+)=", text("deploy/env.example")));

        assertTrue(named.containsAll(required), () -> required + " is required, named is " + named);
        assertTrue(used.containsAll(named), () -> named + " is named, used is " + used);
    }

    /** Of one broker, and of a port that is not published, there is nothing to set. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/operation.md", "docs/backup.md"})
    void whatAGuideNamesCanBeSetWithCompose(String guide) {
        Set<String> named = new TreeSet<>(each("\\b(DUBAN_[A-Z_]*[A-Z])(?![A-Z_*])", text(guide)));
        assertFalse(named.isEmpty());
        named.removeAll(Set.of("DUBAN_KAFKA_REPLICATION", "DUBAN_METRICS_PORT"));

        named.removeAll(each("(?m)^ +(DUBAN_\\w+):", text("docker-compose.yml")));
        assertEquals(Set.of(), named);
    }

    @ParameterizedTest
    @CsvSource({TASK + ",deploy/systemd/task.env", NOTIFY + ",deploy/systemd/notify.env"})
    void theSampleOfAServiceNamesOnlyWhatItReads(String service, String sample) {
        Set<String> named = new TreeSet<>(each("(?m)^(\\w+)=", text(sample)));

        assertTrue(named.size() > 10);
        named.removeAll(settings(service).keySet());
        assertEquals(Set.of(), named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/env.example", "deploy/systemd/task.env", "deploy/systemd/notify.env"})
    void aSampleHoldsNoSecret(String sample) {
        List<MatchResult> secrets = all("(?m)^#?\\w*(PASSWORD|SECRET|TOKEN|REPORT_KEY|PUBLIC_KEY)=(.*)$", text(sample));

        assertFalse(secrets.isEmpty());
        secrets.forEach(secret -> assertEquals("", secret.group(2), secret::group));
    }

    @ParameterizedTest
    @CsvSource({TASK + ",deploy/systemd/duban-task.service,task.env", NOTIFY + ",deploy/systemd/duban-notify.service,notify.env"})
    void aUnitConfinesItsService(String service, String file, String sample) {
        List<String> lines = text(file).lines().toList();

        for (String line : HARDENED.split(" ")) {
            assertTrue(lines.contains(line), line);
        }
        assertTrue(lines.contains("EnvironmentFile=/etc/duban/" + sample));
        assertTrue(lines.stream().anyMatch(line -> line.matches("ExecStart=/usr/bin/java .*-jar /opt/duban/" + service + "/quarkus-run\\.jar")));
    }

    /** The guide's own commands, in a folder of its own: what they write is secret, and the keys are a pair. */
    @Test
    void theGuideMakesPasswordsAndKeys(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")));
        // Given
        String commands = each("```sh test: DeployTest\n([^`]+)```", text("docs/operation.md")).get(0);
        assertTrue(text("docs/operation.zh-CN.md").contains(commands));
        Files.createDirectory(folder.resolve("deploy"));
        Files.copy(ROOT.resolve("deploy/env.example"), folder.resolve("deploy/env.example"));

        // When
        Process shell = new ProcessBuilder("sh", "-euc", commands).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor(), said);

        // Then
        Path written = folder.resolve(".env");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(written)));
        Map<String, String> values = all("(?m)^([A-Z_]+)=(.*)$", Files.readString(written)).stream()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
        assertEquals(4, values.entrySet().stream().filter(value -> value.getKey().endsWith("_PASSWORD")).map(Map.Entry::getValue)
                .filter(password -> password.matches("[0-9a-f]{48}")).distinct().count());
        assertTrue(arePair(values.get("DUBAN_REPORT_KEY"), values.get("DUBAN_REPORT_PUBLIC_KEY")));
    }

    private static boolean arePair(String privateKey, String publicKey) throws GeneralSecurityException {
        KeyFactory curves = KeyFactory.getInstance("EC");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(curves.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey))));
        byte[] signed = signature.sign();
        signature.initVerify(curves.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
        return signature.verify(signed);
    }

    /** Where systemd is, it reads them itself. */
    @Test
    void systemdUnderstandsTheUnits() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")) && Files.isExecutable(Path.of("/usr/bin/java")));

        Process verify = new ProcessBuilder("systemd-analyze", "verify", "--man=no", "deploy/systemd/duban-task.service",
                "deploy/systemd/duban-notify.service").directory(ROOT.toFile()).redirectErrorStream(true).start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Of other units of this machine it may say what it likes.
        assertEquals(0, verify.waitFor(), said);
        assertFalse(said.contains("duban-"), said);
    }

    /** A proxy hides what is for operators, keeps keys out of its logs, and does not answer where the service would say it better. */
    @Test
    void nginxLetsTheServiceAnswerAndHidesTheRest() {
        String nginx = text("deploy/nginx/duban.conf");

        assertTrue(number("client_max_body_size (\\d+)m;", nginx) > largestBody());
        assertTrue(number("proxy_read_timeout (\\d+)s;", nginx) > number("LONGEST_WAIT = (\\d+);",
                text("task-service/src/main/java/org/duban/task/outbox/EventResource.java")));
        assertTrue(nginx.matches("(?s).*location /report/ \\{\\s+access_log off;\\s+error_log /dev/null;.*"));
        assertEquals(2, all("location /q/ \\{\\s+return 404;", nginx).size());
        assertEquals(2, all("location = /q/openapi \\{\\s+proxy_pass", nginx).size());
        // Not what a client says that it has come through.
        assertEquals(List.of("$remote_addr", "$remote_addr"), each("X-Forwarded-For (\\S+);", nginx));
        assertEquals(List.of("$scheme", "$scheme"), each("X-Forwarded-Proto (\\S+);", nginx));
    }

    @Test
    void caddyDoesTheSame() {
        String caddy = text("deploy/caddy/Caddyfile");

        assertTrue(number("max_size (\\d+)MB", caddy) > largestBody());
        assertTrue(caddy.contains("request>uri regexp /report/[^/?]+ /report/…"));
        assertTrue(caddy.matches("(?s).*path /q/\\* /local/\\*\\s+not path /q/openapi\\s+}\\s+respond @inside 404.*"));
        assertEquals(List.of("import service", "import service"), all("import service", caddy).stream().map(MatchResult::group).toList());
        assertFalse(caddy.contains("trusted_proxies"));
    }

    private static int largestBody() {
        return number("quarkus\\.http\\.limits\\.max-body-size=(\\d+)M", text("task-service/src/main/resources/application.properties"));
    }

    private static int number(String pattern, String text) {
        return Integer.parseInt(each(pattern, text).get(0));
    }
}
