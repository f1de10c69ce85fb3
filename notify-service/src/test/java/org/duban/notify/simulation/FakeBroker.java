package org.duban.notify.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Two topics in memory: partitions, offsets, one consumer group, compaction. */
final class FakeBroker {

    static final String EVENTS = "duban.events";
    static final String CONTACTS = "duban.contacts";
    /** A later run must not repeat an earlier one's offsets. */
    private static final long OFFSETS_OF_A_RUN = 1_000_000;

    private static final int PARTITIONS = 3;

    /** A record in its place, and what it means. */
    record Letter(ConsumerRecord<byte[], byte[]> record, Said said) {
        TopicPartition partition() {
            return new TopicPartition(record.topic(), record.partition());
        }

        /** Where it lies. */
        String place() {
            return "%s-%d/%d".formatted(record.topic(), record.partition(), record.offset());
        }

        /** The same in every run. */
        @Override
        public String toString() {
            return "%s-%d/%d".formatted(record.topic(), record.partition(), record.offset() % OFFSETS_OF_A_RUN);
        }
    }

    private final Map<TopicPartition, List<Letter>> logs =
            new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, FakeConsumer> owners = new HashMap<>();
    /** The partition of each key: in the order in which keys come, which is the same in every run of a seed. */
    private final Map<String, Integer> places = new HashMap<>();
    private final List<FakeConsumer> members = new ArrayList<>();
    private final List<Letter> everything = new ArrayList<>();
    private final RandomGenerator random;
    private final long base;

    FakeBroker(RandomGenerator random, int run) {
        this.random = random;
        this.base = OFFSETS_OF_A_RUN * run;
        for (String topic : List.of(EVENTS, CONTACTS)) {
            for (int i = 0; i < PARTITIONS; i++) {
                logs.put(new TopicPartition(topic, i), new ArrayList<>());
                ends.put(new TopicPartition(topic, i), base);
            }
        }
    }

    /** @param key null: the partition of no key in particular */
    Letter append(String topic, byte[] key, RecordHeaders headers, byte[] value, Said said, Instant time) {
        int number = key == null
                ? random.nextInt(PARTITIONS)
                : places.computeIfAbsent(new String(key), first -> places.size() % PARTITIONS);
        TopicPartition partition = new TopicPartition(topic, number);
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        Letter letter = new Letter(
                new ConsumerRecord<>(topic, number, offset, time.toEpochMilli(), TimestampType.CREATE_TIME, -1, -1, key,
                        value, headers, Optional.empty()),
                said);
        logs.get(partition).add(letter);
        everything.add(letter);
        return letter;
    }

    /** The same record once more, as a producer writes it that did not hear the first acknowledgement. */
    Letter repeat(Letter letter) {
        ConsumerRecord<byte[], byte[]> first = letter.record();
        return append(first.topic(), first.key(), new RecordHeaders(first.headers().toArray()), first.value(),
                letter.said(), Instant.ofEpochMilli(first.timestamp()));
    }

    /** All that was ever written. */
    List<Letter> everything() {
        return everything;
    }

    void join(FakeConsumer consumer) {
        members.add(consumer);
        deal();
    }

    void leave(FakeConsumer consumer) {
        members.remove(consumer);
        deal();
    }

    /** Gives the partitions out anew, not as they were. */
    void deal() {
        owners.clear();
        if (members.isEmpty()) {
            return;
        }
        int shift = random.nextInt(members.size());
        int next = 0;
        for (TopicPartition partition : logs.keySet()) {
            owners.put(partition, members.get((next++ + shift) % members.size()));
        }
        tell();
    }

    /** One takes all. */
    void giveAll(FakeConsumer consumer) {
        logs.keySet().forEach(partition -> owners.put(partition, consumer));
        tell();
    }

    private void tell() {
        members.forEach(member -> member.assigned(ownedBy(member), committed, base, ends));
    }

    private Set<TopicPartition> ownedBy(FakeConsumer consumer) {
        Set<TopicPartition> owned = new HashSet<>();
        owners.forEach((partition, owner) -> {
            if (owner == consumer) {
                owned.add(partition);
            }
        });
        return owned;
    }

    boolean owns(FakeConsumer consumer, TopicPartition partition) {
        return owners.get(partition) == consumer;
    }

    void commit(Map<TopicPartition, Long> positions) {
        committed.putAll(positions);
    }

    /** Somebody sets the group's offsets back to the beginning. */
    void replay() {
        committed.clear();
        members.forEach(member -> member.assigned(Set.of(), committed, base, ends));
        deal();
    }

    /** Of each key in duban.contacts only the last record stays. */
    int compact() {
        int before = unread(CONTACTS);
        logs.forEach((partition, log) -> {
            if (partition.topic().equals(CONTACTS)) {
                Map<String, Letter> last = new HashMap<>();
                log.forEach(letter -> last.put(
                        letter.record().key() == null ? "" : new String(letter.record().key()), letter));
                log.removeIf(letter -> letter.said() instanceof Said.Reach && !last.containsValue(letter));
            }
        });
        return before - unread(CONTACTS);
    }

    private int unread(String topic) {
        return logs.entrySet().stream()
                .filter(log -> log.getKey().topic().equals(topic))
                .mapToInt(log -> log.getValue().size())
                .sum();
    }

    List<Letter> from(TopicPartition partition, long position) {
        return logs.get(partition).stream().filter(letter -> letter.record().offset() >= position).toList();
    }

    /** Whether there is a record that the group has not committed. */
    boolean lags() {
        return logs.keySet().stream()
                .anyMatch(partition -> !from(partition, committed.getOrDefault(partition, base)).isEmpty());
    }
}
