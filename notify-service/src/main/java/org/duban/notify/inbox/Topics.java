package org.duban.notify.inbox;

import java.util.List;

/** The topics between the services. */
final class Topics {

    static final String EVENTS = "duban.events";
    /** Compacted: the last record of a key holds, a null value is a tombstone. */
    static final String CONTACTS = "duban.contacts";

    static final List<String> ALL = List.of(EVENTS, CONTACTS);
    static final String GROUP = "notify-service";

    private Topics() {}
}
