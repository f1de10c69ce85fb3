package org.duban.notify.local;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.duban.notify.bounce.ImapSettings;
import org.duban.notify.inbox.KafkaSettings;
import org.duban.notify.smtp.SmtpSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * In local mode nothing leaves the machine (R13): the service refuses to start unless database, broker and mail servers
 * are on loopback. It stands before the migration, the first thing that would talk to any of them.
 */
@Singleton
public class LocalGate implements FlywayConfigurationCustomizer {

    private final LocalSettings local;
    private final String databaseUrl;
    private final String bootstrap;
    private final String[] mailHosts;

    LocalGate(
            LocalSettings local,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String databaseUrl,
            KafkaSettings kafka,
            SmtpSettings smtp,
            ImapSettings imap) {
        this.local = local;
        this.databaseUrl = databaseUrl;
        this.bootstrap = kafka.bootstrap();
        this.mailHosts = Stream.concat(Stream.of(smtp.host()), imap.host().stream()).toArray(String[]::new);
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        if (local.enabled()) {
            requireLoopback(databaseUrl, bootstrap, mailHosts);
        }
    }

    static void requireLoopback(String databaseUrl, String bootstrap, String... mailHosts) {
        List<String> strangers = Stream.of(
                        databaseHosts(databaseUrl),
                        Arrays.stream(bootstrap.split(",")).map(server -> host("kafka://" + server.strip())),
                        Arrays.stream(mailHosts))
                .flatMap(hosts -> hosts)
                .filter(host -> !isLoopback(host))
                .toList();
        if (!strangers.isEmpty()) {
            throw new IllegalStateException("In local mode only loopback hosts are allowed, not " + strangers);
        }
    }

    /** The driver takes several hosts with commas: jdbc:postgresql://a:1,b:2/name. */
    private static Stream<String> databaseHosts(String url) {
        String authority = url.replaceFirst("^jdbc:postgresql://", "").replaceFirst("[/?].*$", "");
        return Arrays.stream(authority.split(",")).map(server -> host("postgresql://" + server));
    }

    private static String host(String uri) {
        String host = URI.create(uri).getHost();
        return host == null ? uri : host;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
