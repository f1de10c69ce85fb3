package org.duban.notify.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Kafka's own mock, fed by the fake broker: positions, rewinding and the reset of offsets are Kafka's code. */
final class FakeConsumer extends MockConsumer<byte[], byte[]> {

    /** What befalls a batch. */
    enum Fate {
        NOTHING,
        CRASH_BEFORE_STORE,
        CRASH_BETWEEN_STORE_AND_COMMIT,
        CRASH_AFTER_COMMIT,
        COMMIT_TIMES_OUT,
        /** Another consumer gets the partitions after the store: it reads the same records. */
        LOST_BEFORE_COMMIT,
        /** Another one gets them, and has stored the same records, before this one stores them too. */
        LOST_BEFORE_STORE
    }

    private final FakeBroker broker;
    private final Random random;
    private final History history;
    private final Supplier<Fate> fates;
    private final Runnable loseAll;
    private final int most;
    private List<FakeBroker.Letter> inHand = List.of();
    private Fate fate = Fate.NOTHING;

    /** @param loseAll has another consumer take all partitions, and read them where it can */
    FakeConsumer(
            FakeBroker broker, Random random, History history, Supplier<Fate> fates, Runnable loseAll, int most) {
        super(Bug.is(Bug.BEGINS_AT_THE_END) ? "latest" : "earliest");
        this.broker = broker;
        this.random = random;
        this.history = history;
        this.fates = fates;
        this.loseAll = loseAll;
        this.most = most;
        subscribe(List.of(FakeBroker.EVENTS, FakeBroker.CONTACTS));
    }

    void assigned(
            Collection<TopicPartition> owned, Map<TopicPartition, Long> committed, long base, Map<TopicPartition, Long> ends) {
        rebalance(owned);
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        owned.forEach(partition -> {
            beginnings.put(partition, base);
            if (committed.containsKey(partition)) {
                offsets.put(partition, new OffsetAndMetadata(committed.get(partition)));
            }
        });
        updateBeginningOffsets(beginnings);
        updateEndOffsets(Map.copyOf(ends));
        super.commitSync(offsets);
        // Where it had no partition it begins where the group has come to; where it kept one it goes on.
        owned.forEach(partition -> position(partition));
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration patience) {
        inHand = choose();
        inHand.forEach(letter -> addRecord(letter.record()));
        ConsumerRecords<byte[], byte[]> records = super.poll(patience);
        fate = records.isEmpty() ? Fate.NOTHING : fates.get();
        if (Bug.is(Bug.ACK_BEFORE_STORE)) {
            broker.commit(positions());
        }
        if (fate == Fate.CRASH_BEFORE_STORE) {
            throw new Crash(fate.name());
        }
        if (fate == Fate.LOST_BEFORE_STORE) {
            loseAll.run();
        }
        return records;
    }

    /** Some of the partitions, some records of each: what a fetch brings is chance. */
    private List<FakeBroker.Letter> choose() {
        List<TopicPartition> partitions = new ArrayList<>(assignment());
        partitions.sort((one, other) -> one.toString().compareTo(other.toString()));
        Collections.shuffle(partitions, random);
        int left = 1 + random.nextInt(most);
        List<FakeBroker.Letter> chosen = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            List<FakeBroker.Letter> unread = broker.from(partition, position(partition));
            List<FakeBroker.Letter> some = unread.subList(0, Math.min(left, unread.size()));
            chosen.addAll(some);
            left -= some.size();
        }
        return chosen;
    }

    private Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        assignment().forEach(partition -> positions.put(partition, position(partition)));
        return positions;
    }

    /** It is asked once the batch is stored. */
    @Override
    public synchronized void commitSync(Duration patience) {
        history.stored(inHand);
        Set<TopicPartition> had = Set.copyOf(assignment());
        switch (fate) {
            case CRASH_BETWEEN_STORE_AND_COMMIT -> throw new Crash(fate.name());
            case COMMIT_TIMES_OUT -> throw new TimeoutException("no answer");
            case LOST_BEFORE_COMMIT -> loseAll.run();
            default -> {}
        }
        boolean owner = inHand.stream().allMatch(letter -> broker.owns(this, letter.partition()));
        if (!owner) {
            throw new CommitFailedException("of another generation, it had " + had.size());
        }
        broker.commit(positions());
        if (fate == Fate.CRASH_AFTER_COMMIT) {
            throw new Crash(fate.name());
        }
    }
}
