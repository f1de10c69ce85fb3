package org.duban.notify.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.duban.notify.smtp.Outcome;

/** A mail server that does what the scheduler has thrown, and remembers each message that it took. */
final class FakeSmtp {

    static final String REFUSAL = "邮件服务器答复 SMTP 550 5.1.1";

    /** What becomes of a message. */
    enum Fate {
        TAKEN(true, new Outcome.Delivered()),
        TRY_LATER(false, new Outcome.Retry("邮件服务器答复 SMTP 451 4.3.0", false)),
        RECIPIENT_REFUSED(false, new Outcome.Rejected(FakeSmtp.REFUSAL)),
        NO_CONNECTION(false, new Outcome.Retry("无法连接邮件服务器", false)),
        WHOLE_SERVER_REFUSES(false, new Outcome.Retry("邮件服务器答复 SMTP 535 5.7.8", false)),
        /** The client cannot tell it from the next two. */
        TIME_OUT_BEFORE_DOT(false, new Outcome.Retry("对方服务器未在时限内应答", true)),
        LOST_AFTER_DOT_NOT_STORED(false, new Outcome.Retry("连接中断（IOException）", true)),
        LOST_AFTER_DOT_STORED(true, new Outcome.Retry("连接中断（IOException）", true)),
        CRASH_BEFORE_CONNECTING(false, null),
        CRASH_IN_THE_MIDDLE(false, null),
        CRASH_AFTER_250(true, null);

        final boolean stored;
        final Outcome outcome;

        Fate(boolean stored, Outcome outcome) {
            this.stored = stored;
            this.outcome = outcome;
        }
    }

    private final Function<String, Fate> fates;
    private final History history;
    private final Map<String, Integer> accepted = new HashMap<>();
    private final List<String> seen = new ArrayList<>();

    FakeSmtp(Function<String, Fate> fates, History history) {
        this.fates = fates;
        this.history = history;
    }

    Outcome send(String messageId, String to) {
        History.Sent sent = history.sending(messageId, to);
        seen.add(messageId);
        Fate fate = fates.apply(to);
        history.sent(sent, fate);
        if (fate.stored) {
            accepted.merge(messageId, 1, Integer::sum);
        }
        if (fate.outcome == null) {
            throw new Crash(fate.name());
        }
        return fate.outcome;
    }

    boolean knows(String messageId) {
        return seen.contains(messageId);
    }

    int sends() {
        return seen.size();
    }
}
