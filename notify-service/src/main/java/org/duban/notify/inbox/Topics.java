package org.duban.notify.inbox;

import java.util.List;

/** The topics between the services, and the one of what they did not understand. */
final class Topics {

    static final String EVENTS = "duban.events";
    /** Compacted: the last record of a key holds, a null value is a tombstone. */
    static final String CONTACTS = "duban.contacts";

    /** For those who watch Kafka: what was set aside, with the reason. Nothing here reads it. */
    static final String DEAD_LETTERS = "duban.dead-letters";

    /** What this service reads. */
    static final List<String> ALL = List.of(EVENTS, CONTACTS);
    /** Bytes of one record, as task-service has it. */
    static final int LARGEST = 4 << 20;
    /** A record of any size that came, and what is said of it. */
    static final int LARGEST_DEAD_LETTER = LARGEST + (1 << 20);

    static final String GROUP = "notify-service";

    private Topics() {}
}
