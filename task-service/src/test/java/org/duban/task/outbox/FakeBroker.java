package org.duban.task.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A broker in memory, for any number of relays, whose next round can be made to fail. Like a partition, it keeps the
 * order of a key: where one record of a key fails in a round, those after it fail too.
 */
public final class FakeBroker extends KafkaLink {
    /** What happens to a round. */
    public enum Fault {
        NONE,
        /** It cannot be reached at all. */
        AWAY,
        /** Every record fails, none is kept. */
        ALL_FAIL,
        /** Some records fail, and what follows under their keys. */
        SOME_FAIL,
        /** Some records are kept, but the acknowledgement does not come. */
        ACK_LOST,
        /** One record is refused at once, before it leaves the client. */
        TOO_LARGE
    }

    /** One record as it was kept. */
    public record Copy(String topic, String key, UUID id) {}

    private final List<Copy> log = new ArrayList<>();
    private final boolean acknowledgesAtOnce;
    private Fault fault = Fault.NONE;
    private RandomGenerator random;
    private int rounds;

    /** @param acknowledgesAtOnce a planted bug: nobody waits for the acknowledgement */
    public FakeBroker(boolean acknowledgesAtOnce) {
        super(null);
        this.acknowledgesAtOnce = acknowledgesAtOnce;
    }

    /** The fault of the next round, and of that one only. */
    public void next(Fault fault, RandomGenerator random) {
        this.fault = fault;
        this.random = random;
    }

    /** All that was kept, in order. */
    public List<Copy> log() {
        return log;
    }

    /** How many times a relay has waited for acknowledgements. */
    public int rounds() {
        return rounds;
    }

    @Override
    synchronized Producer<String, byte[]> producer() {
        if (fault == Fault.AWAY) {
            fault = Fault.NONE;
            throw new IllegalStateException("the broker does not answer");
        }
        return new Round();
    }

    private final class Round extends MockProducer<String, byte[]> {
        private final List<Copy> sent = new ArrayList<>();

        Round() {
            super(acknowledgesAtOnce, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> message) {
            if (fault == Fault.TOO_LARGE && random.nextInt(3) == 0) {
                fault = Fault.NONE;
                return CompletableFuture.failedFuture(new RecordTooLargeException("refused"));
            }
            sent.add(new Copy(message.topic(), message.key(),
                    UUID.fromString(new String(message.headers().lastHeader("ce_id").value()))));
            return super.send(message);
        }

        @Override
        public synchronized void flush() {
            rounds++;
            Set<String> failing = new HashSet<>();
            for (Copy copy : sent) {
                if (fault == Fault.ALL_FAIL || (fault == Fault.SOME_FAIL || fault == Fault.ACK_LOST) && random.nextInt(3) == 0) {
                    failing.add(copy.key);
                }
                boolean fails = failing.contains(copy.key);
                if (!fails || fault == Fault.ACK_LOST) {
                    log.add(copy);
                }
                if (acknowledgesAtOnce) {
                    continue;
                }
                if (fails) {
                    errorNext(new TimeoutException("no acknowledgement"));
                } else {
                    completeNext();
                }
            }
            sent.clear();
            fault = Fault.NONE;
        }
    }
}
