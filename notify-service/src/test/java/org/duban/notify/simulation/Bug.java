package org.duban.notify.simulation;

import java.time.Duration;
import org.duban.notify.simulation.Checker.Rule;

/**
 * Bugs that are planted at the seams, one at a time; each must be caught by the rule that it breaks. The product's code
 * knows nothing of them: they are a broker, a transport, a clock, a store or a database that does wrong.
 */
enum Bug {
    NONE(null, null, null),
    /** The offsets are committed when the records are read. */
    ACK_BEFORE_STORE(Rule.NOTHING_LOST, null, null),
    /** auto.offset.reset=latest: what was there before the group's first commit is never read. */
    BEGINS_AT_THE_END(Rule.NOTHING_LOST, null, null),
    NEW_MESSAGE_ID_ON_RETRY(Rule.ONCE, null, null),
    /** A time-out after the final dot is taken for a sure failure. */
    AMBIGUITY_FORGOTTEN(Rule.ONCE, null, null),
    /** A temporary failure is taken for a delivery. */
    TAKES_4XX_FOR_250(Rule.ONCE, null, null),
    NO_CHECK_AT_SENDING(Rule.NOTHING_DONE, null, null),
    NOTHING_EVER_ENDS(Rule.NOTHING_DONE, "from ended_notice where ", "from ended_notice where false and "),
    CHASES_PILE_UP(Rule.NEWEST_ONLY, "n.day > m.day", "n.day - 36500 > m.day"),
    PICTURE_WITHOUT_SEQUENCE(Rule.ORDER, "where deadline_picture.version < excluded.version", ""),
    INBOX_WITHOUT_UNIQUE_ID(
            Rule.SEEN_BEFORE,
            "on conflict do nothing returning event_id",
            "on conflict (event_id) do update set type = excluded.type returning event_id"),
    /** Backoff and the 48 hours are measured on the clock that the office moves. */
    BUSINESS_TIME_FOR_PATIENCE(Rule.PATIENCE, null, null),
    /** What a dead sender has left is never taken up. */
    LEASES_NEVER_END(Rule.QUIET, "where due_at <= ?", "where status <> 'SENDING' and due_at <= ?"),
    /** The first address of a unit stays for ever. */
    CONTACTS_ARE_NEVER_TAKEN_AWAY(
            Rule.RIGHT_ADDRESS, "delete from contact where unit_code = any(?)",
            "delete from contact where false and unit_code = any(?)");

    private static volatile Bug planted = NONE;

    final Rule caughtBy;
    private final String good;
    private final String bad;

    Bug(Rule caughtBy, String good, String bad) {
        this.caughtBy = caughtBy;
        this.good = good;
        this.bad = bad;
    }

    static void plant(Bug bug) {
        planted = bug;
    }

    static boolean is(Bug bug) {
        return planted == bug;
    }

    /** SQL on its way to the database. */
    static String rewrite(String sql) {
        return planted.good == null ? sql : sql.replace(planted.good, planted.bad);
    }
}
