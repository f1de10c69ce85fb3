package org.duban.task;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.stack.StackAddresses;
import org.duban.stack.StackProcess;
import org.duban.stack.issuer.PublishedKeys;
import org.duban.task.security.IssuerKeys;
import org.duban.task.signin.FakeIssuer;

/** A real PostgreSQL and Kafka for the tests, one of each for all classes, and the key that tokens are signed with. */
public class StackResource implements QuarkusTestResourceLifecycleManager {
    private Path data;
    private StackProcess stack;
    private FakeIssuer issuer;
    private PublishedKeys published;

    @Override
    public Map<String, String> start() {
        try {
            data = Files.createTempDirectory(Files.createDirectories(Path.of("target")).toAbsolutePath(), "stack");
            stack = StackProcess.start(data, data.resolve("mails"));
            StackAddresses addresses = stack.addresses();
            KeyPair keys = KeyUtils.generateKeyPair(2048);
            KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
            curve.initialize(256);
            KeyPair links = curve.generateKeyPair();
            Map<String, String> settings = new HashMap<>();
            settings.put("quarkus.datasource.jdbc.url", addresses.jdbcUrl());
            settings.put("quarkus.flyway.username", "task_owner");
            // Asked for by nobody, but without one the user is ignored.
            settings.put("quarkus.flyway.password", "none");
            // The database never dies while somebody needs what it held, so nothing waits for its disk.
            settings.put("quarkus.datasource.jdbc.additional-jdbc-properties.options", "-c synchronous_commit=off");
            settings.put("duban.kafka.bootstrap", addresses.kafka());
            KeyPair curved = curve.generateKeyPair();
            published = new PublishedKeys(IssuerKeys.jwks(IssuerKeys.of(keys.getPublic(), "test"), IssuerKeys.of(curved.getPublic(), "curve")));
            settings.put("test.jwks", published.url());
            settings.put("test.curve-key", Base64.getEncoder().encodeToString(curved.getPrivate().getEncoded()));
            settings.put("mp.jwt.verify.publickey.location", "${test.keys:" + pem(data, "PUBLIC KEY", keys.getPublic()) + "}");
            settings.put("smallrye.jwt.sign.key.location", pem(data, "PRIVATE KEY", keys.getPrivate()));
            settings.put("duban.report.public-key", Base64.getEncoder().encodeToString(links.getPublic().getEncoded()));
            settings.put("test.report-key", Base64.getEncoder().encodeToString(links.getPrivate().getEncoded()));
            issuer = new FakeIssuer(keys.getPrivate());
            settings.put("duban.oidc.url", issuer.url());
            settings.put("duban.oidc.client", FakeIssuer.CLIENT);
            settings.put("duban.oidc.secret", FakeIssuer.SECRET);
            settings.put("duban.oidc.return-to", FakeIssuer.RETURN);
            settings.put("duban.local.enabled", "true");
            settings.put("duban.local.key", data.resolve("PRIVATE-KEY.pem").toString());
            settings.put("duban.local.clock", data.resolve("clock").toString());
            settings.put("duban.local.watch-stdin", "false");
            // The tests are one client, and send as many as they can; AsInProduction has a limit.
            settings.put("duban.rate-limit.per-minute", "${test.rate-limit:0}");
            // It would write out each request and answer, the failing ones among thousands: -Dtest.log-on-failure=true when one is looked for.
            settings.put("quarkus.test.rest-assured.enable-logging-on-failure", "${test.log-on-failure:false}");
            settings.put("duban.tick.poll", "50ms");
            settings.put("duban.relay.poll", "50ms");
            // Less than a test may have due at once, so that every tick has a next.
            settings.put("duban.tick.batch", "20");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Path directory, String what, Key key) throws IOException {
        Path file = directory.resolve(what.replace(' ', '-') + ".pem");
        Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %1$s-----\n".formatted(what,
                Base64.getMimeEncoder().encodeToString(key.getEncoded())));
        return file.toUri().toString();
    }

    @Override
    public void stop() {
        if (stack == null) {
            return;
        }
        stack.close();
        issuer.close();
        published.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
