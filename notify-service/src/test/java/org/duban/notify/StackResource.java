package org.duban.notify;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.notify.security.IssuerKeys;
import org.duban.stack.StackAddresses;
import org.duban.stack.StackProcess;
import org.duban.stack.issuer.PublishedKeys;

/** A real PostgreSQL, Kafka and mail catcher for the tests, one of each for all classes. */
public class StackResource implements QuarkusTestResourceLifecycleManager {

    private StackProcess stack;
    private PublishedKeys published;

    @Override
    public Map<String, String> start() {
        try {
            Path data = Path.of("target", "stack").toAbsolutePath();
            clear(data);
            stack = StackProcess.start(data, data.resolve("mails"));
            StackAddresses addresses = stack.addresses();
            Path clock = data.resolve("clock");
            KeyPair keys = KeyUtils.generateKeyPair(2048);
            Path publicKey = data.resolve("public.pem");
            Files.writeString(
                    publicKey,
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(keys.getPublic().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n");
            Path privateKey = data.resolve("private.pem");
            Files.writeString(
                    privateKey,
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(keys.getPrivate().getEncoded())
                            + "\n-----END PRIVATE KEY-----\n");
            KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
            curve.initialize(256);
            KeyPair links = curve.generateKeyPair();
            Map<String, String> settings = new HashMap<>();
            // Tests run in another class loader than this resource: they meet over settings, not over static fields.
            settings.put("test.mails-url", addresses.mailsUrl());
            settings.put("test.imap-port", Integer.toString(addresses.imapPort()));
            settings.put("test.private-key", Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
            settings.put("test.report-key", Base64.getEncoder().encodeToString(links.getPublic().getEncoded()));
            settings.put("duban.report.key", Base64.getEncoder().encodeToString(links.getPrivate().getEncoded()));
            settings.put("duban.report.url", "https://duban.example/");
            settings.put("quarkus.datasource.jdbc.url", addresses.jdbcUrl());
            // The database never dies while somebody needs what it held, so nothing waits for its disk.
            settings.put("quarkus.datasource.jdbc.additional-jdbc-properties.options", "-c synchronous_commit=off");
            settings.put("duban.kafka.bootstrap", addresses.kafka());
            settings.put("duban.smtp.host", "127.0.0.1");
            settings.put("duban.smtp.port", Integer.toString(addresses.smtpPort()));
            settings.put("duban.smtp.send-timeout", "5S");
            settings.put("duban.mail.allow", "@honghe.example");
            settings.put("duban.mail.domain", "duban.example");
            settings.put("duban.mail.from", "duban@duban.example");
            // The tests tick by hand; LoopsTest has loops.
            settings.put("duban.mail.senders", "0");
            // The tests are one client, and send as many as they can; AsInProduction has a limit.
            settings.put("duban.rate-limit", "${test.rate-limit:0}");
            // It would write out each request and answer, the failing ones among thousands: -Dtest.log-on-failure=true when one is looked for.
            settings.put("quarkus.test.rest-assured.enable-logging-on-failure", "${test.log-on-failure:false}");
            settings.put("duban.instance", "test");
            settings.put("duban.local.enabled", "true");
            settings.put("duban.local.key", privateKey.toString());
            settings.put("duban.local.clock", clock.toString());
            KeyPair curved = curve.generateKeyPair();
            published = new PublishedKeys(IssuerKeys.jwks(IssuerKeys.of(keys.getPublic(), "test"), IssuerKeys.of(curved.getPublic(), "curve")));
            settings.put("test.jwks", published.url());
            settings.put("test.curve-key", Base64.getEncoder().encodeToString(curved.getPrivate().getEncoded()));
            settings.put("mp.jwt.verify.publickey.location", "${test.keys:" + publicKey.toUri() + "}");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each run begins with nothing; what the last one left stays to be looked at until then. */
    private static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(directory);
    }

    @Override
    public void stop() {
        if (stack != null) {
            stack.close();
            published.close();
        }
    }
}
