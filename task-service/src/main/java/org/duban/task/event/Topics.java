package org.duban.task.event;

/** The topics of the product; the relay creates them with explicit settings. */
public final class Topics {
    /** What happened: notices, deadlines, rungs, briefings. Kept 90 days. */
    public static final String EVENTS = "duban.events";
    /** Addresses, compacted: a unit's contacts by its code, a notice's mailbox by its id; they go nowhere else. */
    public static final String CONTACTS = "duban.contacts";

    private Topics() {}
}
