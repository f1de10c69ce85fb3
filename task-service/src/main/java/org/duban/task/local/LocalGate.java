package org.duban.task.local;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.duban.task.outbox.KafkaConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * In local mode nothing leaves the machine (R13): the service refuses to start unless database and broker are on
 * loopback. It stands before the migration, the first thing that would talk to either.
 */
@Singleton
public class LocalGate implements FlywayConfigurationCustomizer {
    private final LocalConfig local;
    private final KafkaConfig kafka;
    private final String databaseUrl;

    LocalGate(LocalConfig local, KafkaConfig kafka,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String databaseUrl) {
        this.local = local;
        this.kafka = kafka;
        this.databaseUrl = databaseUrl;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        if (local.enabled()) {
            requireLoopback(databaseUrl, kafka.bootstrap());
        }
    }

    static void requireLoopback(String databaseUrl, String bootstrap) {
        // The driver takes several hosts with commas: jdbc:postgresql://a:1,b:2/name.
        String servers = databaseUrl.replaceFirst("^jdbc:postgresql://", "").replaceFirst("[/?].*$", "") + "," + bootstrap;
        List<String> strangers = Arrays.stream(servers.split(",")).map(server -> server.strip().replaceFirst(":\\d+$", ""))
                .filter(host -> !isLoopback(host)).toList();
        if (!strangers.isEmpty()) {
            throw new IllegalStateException("local mode works on loopback only, not with " + strangers);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
