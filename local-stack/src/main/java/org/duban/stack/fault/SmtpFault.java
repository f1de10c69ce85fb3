package org.duban.stack.fault;

import static org.duban.stack.fault.SmtpFault.Act.DRIP;
import static org.duban.stack.fault.SmtpFault.Act.DROP;
import static org.duban.stack.fault.SmtpFault.Act.GARBAGE;
import static org.duban.stack.fault.SmtpFault.Act.HUGE_LINE;
import static org.duban.stack.fault.SmtpFault.Act.LATE;
import static org.duban.stack.fault.SmtpFault.Act.REPLY;
import static org.duban.stack.fault.SmtpFault.Act.RESET;
import static org.duban.stack.fault.SmtpFault.Act.SILENCE;
import static org.duban.stack.fault.SmtpFault.Act.SPLIT;
import static org.duban.stack.fault.SmtpFault.Phase.AUTH;
import static org.duban.stack.fault.SmtpFault.Phase.BANNER;
import static org.duban.stack.fault.SmtpFault.Phase.BODY;
import static org.duban.stack.fault.SmtpFault.Phase.DATA;
import static org.duban.stack.fault.SmtpFault.Phase.DOT;
import static org.duban.stack.fault.SmtpFault.Phase.EHLO;
import static org.duban.stack.fault.SmtpFault.Phase.IDLE;
import static org.duban.stack.fault.SmtpFault.Phase.MAIL;
import static org.duban.stack.fault.SmtpFault.Phase.RCPT;
import static org.duban.stack.fault.SmtpFault.Phase.STARTTLS;
import static org.duban.stack.fault.SmtpFault.Truth.NOT_TAKEN;
import static org.duban.stack.fault.SmtpFault.Truth.PERHAPS;
import static org.duban.stack.fault.SmtpFault.Truth.REFUSED;
import static org.duban.stack.fault.SmtpFault.Truth.TAKEN;

/** One way in which an SMTP server fails, and what a client may conclude. */
public enum SmtpFault {
    BANNER_LATE(BANNER, LATE, TAKEN),
    BANNER_SPLIT(BANNER, SPLIT, TAKEN),
    BANNER_SILENT(BANNER, SILENCE, NOT_TAKEN),
    BANNER_BUSY(BANNER, "421 4.3.2 too busy", NOT_TAKEN),
    BANNER_REFUSED(BANNER, "554 5.7.1 not welcome", NOT_TAKEN),
    BANNER_DROPPED(BANNER, DROP, NOT_TAKEN),
    BANNER_GARBAGE(BANNER, GARBAGE, NOT_TAKEN),
    BANNER_HUGE(BANNER, HUGE_LINE, NOT_TAKEN),
    BANNER_DRIPS(BANNER, DRIP, NOT_TAKEN),
    EHLO_SILENT(EHLO, SILENCE, NOT_TAKEN),
    EHLO_DROPPED(EHLO, DROP, NOT_TAKEN),
    /** RFC 5321 §3.2: then HELO it is. */
    EHLO_UNKNOWN(EHLO, "502 5.5.1 what", TAKEN),
    /** Met where TLS is demanded: what cannot be protected is not sent. */
    STARTTLS_NOT_OFFERED(EHLO, "250 faulty.example", NOT_TAKEN),
    STARTTLS_NOT_NOW(STARTTLS, "454 4.7.0 TLS not available", NOT_TAKEN),
    STARTTLS_DROPPED(STARTTLS, DROP, NOT_TAKEN),
    STARTTLS_SILENT(STARTTLS, SILENCE, NOT_TAKEN),
    STARTTLS_GARBAGE(STARTTLS, GARBAGE, NOT_TAKEN),
    AUTH_REFUSED(AUTH, "535 5.7.8 wrong password", NOT_TAKEN),
    SENDER_BUSY(MAIL, "451 4.3.0 later", NOT_TAKEN),
    SENDER_REFUSED(MAIL, "550 5.7.1 sender refused", NOT_TAKEN),
    SENDER_SILENT(MAIL, SILENCE, NOT_TAKEN),
    SENDER_DROPPED(MAIL, DROP, NOT_TAKEN),
    /** As large mail services say it. */
    QUOTA_OF_CONNECTION(MAIL, "421 4.7.0 too many mails in this connection", NOT_TAKEN),
    GREYLISTED(RCPT, "450 4.2.0 greylisted, try again", NOT_TAKEN),
    TOO_MANY_RECIPIENTS(RCPT, "452 4.5.3 too many recipients", NOT_TAKEN),
    RECIPIENT_UNKNOWN(RCPT, "550 5.1.1 no such user here: secret@honghe.example", REFUSED),
    MAILBOX_FULL(RCPT, "552 5.2.2 mailbox full", REFUSED),
    RECIPIENT_SILENT(RCPT, SILENCE, NOT_TAKEN),
    RECIPIENT_DROPPED(RCPT, DROP, NOT_TAKEN),
    RECIPIENT_GARBAGE(RCPT, GARBAGE, NOT_TAKEN),
    DATA_LATE(DATA, LATE, TAKEN),
    DATA_BUSY(DATA, "451 4.3.0 later", NOT_TAKEN),
    DATA_REFUSED(DATA, "554 5.5.1 no valid recipients", NOT_TAKEN),
    DATA_SILENT(DATA, SILENCE, NOT_TAKEN),
    DATA_DROPPED(DATA, DROP, NOT_TAKEN),
    /** A short message is in the network as a whole by then. */
    BODY_RESET(BODY, RESET, PERHAPS),
    DOT_BUSY(DOT, "451 4.3.0 later", NOT_TAKEN),
    DOT_TOO_LARGE(DOT, "552 5.3.4 message too large", REFUSED),
    DOT_REFUSED(DOT, "554 5.7.1 refused", REFUSED),
    DOT_SILENT(DOT, SILENCE, PERHAPS),
    DOT_DROPPED(DOT, DROP, PERHAPS),
    DOT_RESET(DOT, RESET, PERHAPS),
    DOT_GARBAGE(DOT, GARBAGE, PERHAPS),
    DOT_SPLIT(DOT, SPLIT, TAKEN),
    STORED_THEN_SILENT(DOT, SILENCE, PERHAPS, true),
    STORED_THEN_DROPPED(DOT, DROP, PERHAPS, true),
    STORED_THEN_RESET(DOT, RESET, PERHAPS, true),
    STORED_THEN_DRIPS(DOT, DRIP, PERHAPS, true),
    /** A connection that is kept for the next message. */
    KEPT_THEN_DROPPED(IDLE, DROP, TAKEN),
    KEPT_THEN_RESET(IDLE, RESET, TAKEN);

    /** Where in the conversation it strikes. */
    public enum Phase { BANNER, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, BODY, DOT, IDLE }

    /** What is true of the message afterwards. */
    public enum Truth {
        /** The server has it, and has said so. */
        TAKEN,
        /** The server does not have it, and the client can know that. */
        NOT_TAKEN,
        /** The client cannot know (RFC 1047). */
        PERHAPS,
        /** The server will never take it. */
        REFUSED
    }

    enum Act {
        REPLY,
        SILENCE,
        DROP,
        RESET,
        /** A reply that never ends, a few bytes at a time: no time-out of a single read ever comes. */
        DRIP,
        GARBAGE,
        HUGE_LINE,
        /** The right reply, byte by byte. */
        SPLIT,
        /** The right reply, after a while. */
        LATE
    }

    final Phase phase;
    final Act act;
    final String words;
    final boolean stores;
    private final Truth truth;

    SmtpFault(Phase phase, String words, Truth truth) {
        this(phase, REPLY, words, truth, truth == TAKEN);
    }

    SmtpFault(Phase phase, Act act, Truth truth) {
        this(phase, act, null, truth, truth == TAKEN);
    }

    SmtpFault(Phase phase, Act act, Truth truth, boolean stores) {
        this(phase, act, null, truth, stores);
    }

    SmtpFault(Phase phase, Act act, String words, Truth truth, boolean stores) {
        this.phase = phase;
        this.act = act;
        this.words = words;
        this.truth = truth;
        this.stores = stores;
    }

    public Truth truth() {
        return truth;
    }

    /** Whether it strikes before any message: a connection that is kept never meets it. */
    public boolean needsFreshConnection() {
        return phase.compareTo(AUTH) <= 0;
    }

    /** Whether the server keeps the message although it has answered nothing, or not yet. */
    public boolean stores() {
        return stores;
    }

    public boolean concernsTls() {
        return name().startsWith("STARTTLS");
    }

    public boolean concernsLogin() {
        return phase == AUTH;
    }
}
