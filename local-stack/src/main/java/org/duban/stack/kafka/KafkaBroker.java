package org.duban.stack.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker in this JVM that is its own controller (KRaft) and keeps its records. */
public final class KafkaBroker implements AutoCloseable {

    private final KafkaRaftServer server;

    private KafkaBroker(KafkaRaftServer server) {
        this.server = server;
    }

    /**
     * Starts the broker and returns when it takes requests.
     *
     * @param home directory in which {@code kafka/} lies
     */
    public static KafkaBroker start(Path home, int port, int controllerPort) throws IOException {
        Path records = home.resolve("kafka");
        Properties properties = properties(records, port, controllerPort);
        if (!Files.exists(records.resolve("meta.properties"))) {
            format(properties);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new KafkaBroker(server);
    }

    /** Gives the directory its cluster id. The tool wants the properties in a file. */
    private static void format(Properties properties) throws IOException {
        Path file = Files.createTempFile("kafka", ".properties");
        try {
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            String clusterId = Uuid.randomUuid().toString();
            String[] arguments = {
                "format", "--cluster-id", clusterId, "--config", file.toString(), "--ignore-formatted"
            };
            if (StorageTool.execute(arguments, new PrintStream(OutputStream.nullOutputStream())) != 0) {
                throw new IOException("Kafka could not format its directory " + properties.get("log.dirs") + ".");
            }
        } finally {
            Files.delete(file);
        }
    }

    private static Properties properties(Path records, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.put("log.dirs", records.toString());

        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("listeners", "CLIENT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        properties.put("advertised.listeners", "CLIENT://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "CLIENT");
        properties.put("controller.listener.names", "CONTROLLER");

        // A broker that was killed is taken for alive until its session ends; the next start waits for that.
        properties.put("broker.session.timeout.ms", "2000");
        // One that stops waits for two heartbeats.
        properties.put("broker.heartbeat.interval.ms", "100");

        // Nothing that was said may vanish: neither records nor how far a consumer has read.
        properties.put("log.retention.ms", "-1");
        properties.put("log.retention.bytes", "-1");
        properties.put("offsets.retention.minutes", String.valueOf(Integer.MAX_VALUE));
        properties.put("auto.create.topics.enable", "false");

        // There is one broker.
        properties.put("default.replication.factor", "1");
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".num.partitions", "1");
            properties.put(topic + ".replication.factor", "1");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");

        // The default, 128 MB, is taken from the heap at once.
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024));
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        return properties;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
