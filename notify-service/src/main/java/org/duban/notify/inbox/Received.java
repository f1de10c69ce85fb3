package org.duban.notify.inbox;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.duban.notify.contact.ContactChange;
import org.duban.notify.mail.Event;

/** A record of Kafka, and what was understood of it. */
sealed interface Received {

    ConsumerRecord<byte[], byte[]> source();

    record Understood(ConsumerRecord<byte[], byte[]> source, Event event) implements Received {}

    record OfContact(ConsumerRecord<byte[], byte[]> source, ContactChange change) implements Received {}

    /** Kept in {@code dead_letter}; it stops nothing. */
    record Poison(ConsumerRecord<byte[], byte[]> source, String reason) implements Received {}
}
