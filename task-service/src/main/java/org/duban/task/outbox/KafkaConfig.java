package org.duban.task.outbox;

import io.smallrye.config.ConfigMapping;

/** Where the broker is, and how topics that are not there yet are created. */
@ConfigMapping(prefix = "duban.kafka")
public interface KafkaConfig {
    /** Bootstrap servers, {@code host:port[,host:port]}. */
    String bootstrap();

    /** Partitions of a topic that is created; order is kept per key, so more can be read in parallel. */
    int partitions();

    short replication();
}
