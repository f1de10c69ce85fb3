package org.duban.notify.mail;

import java.util.List;
import java.util.Set;
import org.duban.notify.picture.AssignmentFacts.Status;
import org.duban.notify.picture.EndedNotice;

/** Whether a mail goes now that its turn has come, and why not (R7). */
sealed interface Judgement {

    /** Why a chase gives way to a newer one. */
    String OVERTAKEN = "同一单位已有更新的提醒、催办或督办邮件，以较新的为准";

    /** Why nothing goes of what happened before the moment that a restored system skips to. */
    String SKIPPED = "系统从备份恢复，放行时要求跳过此前的邮件";

    record Send() implements Judgement {}

    /** It never goes; the reason is for the office to read. */
    record Drop(String reason) implements Judgement {}

    /** It goes when an address comes. */
    record WaitForAddress(String reason) implements Judgement {}

    /**
     * @param owed the unit's present state; empty for mails that concern no unit
     * @param addresses to which it would go
     */
    static Judgement of(Mail mail, List<Event> reasons, Owed owed, Set<String> addresses, Docket docket) {
        Kind kind = mail.kind;
        EndedNotice.End ended = docket.ended(mail);
        if (docket.isSkipped(mail)) {
            return new Drop(SKIPPED);
        }
        // That a notice is withdrawn is the one thing that is still to be told then.
        if (ended != null && !(kind == Kind.WITHDRAWN && ended == EndedNotice.End.WITHDRAWN)) {
            return new Drop("通知" + ended.words() + "，不再发送邮件");
        }
        // A rung of a deadline whose tasks are done or have moved to another day is no reason any more.
        if (kind.chases() && owed.openOf(reasons).isEmpty()) {
            return new Drop(nothingOwed(owed));
        }
        if (kind.answers() && reasons.stream().noneMatch(reason -> stillOwed(reason, owed))) {
            return new Drop((kind == Kind.RETURNED ? "退回的事项已重新报送" : "所涉事项已报送") + "、办结或撤销，无需再行通知");
        }
        if (kind == Kind.DISPATCH && owed.open().isEmpty() && owed.submitted().isEmpty()) {
            return new Drop(nothingOwed(owed));
        }
        // Of those that piled up only the newest goes (R6).
        if (kind.chases() && docket.isOvertaken(mail)) {
            return new Drop(OVERTAKEN);
        }
        if (addresses.isEmpty()) {
            return docket.isReadByLiaisons(mail)
                    ? new Drop("分管负责人与联络员使用同一邮箱，已由发给联络员的邮件告知")
                    : new WaitForAddress(mail.audience.words() + "没有可用的联系方式");
        }
        return new Send();
    }

    private static boolean stillOwed(Event reason, Owed owed) {
        return reason.data() instanceof EventData.OfDeadline data
                && data.answer() != null
                && owed.isOpen(data.answer().assignment());
    }

    private static String nothingOwed(Owed owed) {
        return "发送时该时限已无待报送事项（单位在该通知中：待报送%d项，待审核%d项，已办结%d项，已撤销%d项）"
                .formatted(
                        owed.open().size(),
                        owed.submitted().size(),
                        owed.completed(),
                        owed.items().stream()
                                .filter(item -> item.has(Status.TERMINATED))
                                .count());
    }
}
