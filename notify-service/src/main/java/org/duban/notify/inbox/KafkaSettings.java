package org.duban.notify.inbox;

import io.smallrye.config.ConfigMapping;

/** Where events come from. */
@ConfigMapping(prefix = "duban.kafka")
public interface KafkaSettings {

    /** host:port, several with commas. */
    String bootstrap();

    /** Of each topic, where this service is the one that creates it. */
    int partitions();

    short replication();

    /** The most records that one transaction stores. */
    int batch();
}
