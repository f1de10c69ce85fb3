package org.duban.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.duban.task.event.Topics;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the topics with a plain consumer, as any other system would. */
public final class KafkaTap {
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Received> SEEN = new ArrayList<>();
    private static KafkaConsumer<String, byte[]> consumer;

    private KafkaTap() {}

    /** One record, as it came. */
    public record Received(String topic, String key, Map<String, String> headers, JsonNode data) {
        public String id() {
            return headers.get("ce_id");
        }

        /** Without the domain and the version: rung.fired. */
        public String type() {
            return headers.get("ce_type").replaceAll("^org\\.duban\\.|\\.v1$", "");
        }

        public String subject() {
            return headers.get("ce_subject");
        }

        public int sequence() {
            return Integer.parseInt(headers.get("ce_sequence"));
        }

        /** The text at a JSON pointer into the data. */
        public String at(String pointer) {
            return data.at(pointer).asText();
        }

        private boolean isOf(String notice) {
            return key.equals(notice) || data != null && notice.equals(at("/notice/id"));
        }
    }

    /** All that is on both topics at this moment; order is kept per key. */
    public static synchronized List<Received> all() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(Map.of("bootstrap.servers",
                    ConfigProvider.getConfig().getValue("duban.kafka.bootstrap", String.class)),
                    new StringDeserializer(), new ByteArrayDeserializer());
            List<TopicPartition> partitions = List.of(Topics.EVENTS, Topics.CONTACTS).stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> SEEN.add(received(record)));
        }
        return List.copyOf(SEEN);
    }

    /** What is about that notice, of those types; of all types when none is given. */
    public static List<Received> ofNotice(String notice, String... types) {
        return all().stream().filter(event -> event.isOf(notice))
                .filter(event -> types.length == 0 || List.of(types).contains(event.type())).toList();
    }

    private static Received received(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            return new Received(record.topic(), record.key(), headers,
                    record.value() == null ? null : JSON.readTree(record.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
