package org.duban.task.event;

import java.time.Instant;
import java.util.UUID;

/**
 * One event as it goes to the outbox, by CloudEvents 1.0 with the extensions {@code partitionkey} and
 * {@code sequence}. The contract, with an example of each type, is {@code openapi/events.yaml}.
 *
 * @param id       the same on every retry; consumers know a repeat by it
 * @param topic    where it goes: {@link Topics}
 * @param key      the record's key: the unit's code, else the notice's id; order is kept per key
 * @param type     for example {@code org.duban.rung.fired.v1}
 * @param subject  id of what it is about
 * @param time     business time at which it happened
 * @param sequence version of its one deadline; null when it is about none
 * @param data     a record of plain values; null is a tombstone on the compacted topic
 */
public record CloudEvent(UUID id, String topic, String key, String type, String subject, Instant time,
        Integer sequence, Object data) {

    /** The CloudEvents source of every event of this service. */
    public static final String SOURCE = "/duban/task-service";
}
