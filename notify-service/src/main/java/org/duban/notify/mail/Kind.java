package org.duban.notify.mail;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a mail is for. Of the three that chase, a later one in this order is the stronger. */
@Schema(name = "MailKind")
public enum Kind {
    DISPATCH_RECORD("交办回执"),
    DISPATCH("交办"),
    REMINDER("提醒"),
    CHASE("催办"),
    ESCALATION("督办"),
    RETURNED("退回"),
    EXTENSION_GRANTED("延期"),
    EXTENSION_REFUSED("不予延期"),
    REOPENED("重新办理"),
    AMENDED("调整"),
    DISPUTE_REJECTED("异议"),
    RECEIPT("回执"),
    RELIEVED("撤销"),
    WITHDRAWN("撤回"),
    BRIEFING("通报"),
    ESCALATION_LIST("督办清单");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** The word in the subject's brackets. */
    public String words() {
        return words;
    }

    /** Sent because something is still owed: pointless once nothing is (R7). */
    public boolean chases() {
        return this == REMINDER || this == CHASE || this == ESCALATION;
    }

    /** Tells what was decided on one assignment: pointless once that one is no longer owed. */
    public boolean answers() {
        return switch (this) {
            case RETURNED, EXTENSION_GRANTED, EXTENSION_REFUSED, REOPENED, AMENDED, DISPUTE_REJECTED -> true;
            default -> false;
        };
    }
}
