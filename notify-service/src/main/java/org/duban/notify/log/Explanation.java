package org.duban.notify.log;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.notify.mail.Attempt;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.Delivery;
import org.duban.notify.mail.EventData;
import org.duban.notify.mail.EventJson;
import org.duban.notify.mail.EventType;
import org.duban.notify.mail.Mail;
import org.duban.notify.mail.Reason;
import org.duban.notify.mail.Resend;

/** Says in plain words why a mail was sent, or was not (R9): occasion, rungs, state, to whom, attempts. */
final class Explanation {

    private final Words words;

    private Explanation(Words words) {
        this.words = words;
    }

    static List<String> of(Mail mail, Words words) throws EventJson.Unreadable {
        return new Explanation(words).sentences(mail);
    }

    private List<String> sentences(Mail mail) throws EventJson.Unreadable {
        List<String> sentences = new ArrayList<>();
        sentences.add(words.say(
                "这是《%s》的%s邮件，业务日期%s，收件人为%s。",
                "This is a mail of 《%s》: %s, business day %s, to %s.",
                mail.noticeTitle,
                words.of(mail.kind),
                mail.day,
                recipient(mail)));
        sentences.add(words.say("事由：%s。", "Occasion: %s.", mail.occasion));
        for (Reason reason : Reason.of(mail.id)) {
            sentences.add(reason(reason));
        }
        Resend.of(mail.id)
                .forEach(resend -> sentences.add(words.say(
                        "第%d次重发：由%s于%s要求，原因：%s。",
                        "Sent again (%d), asked for by %s at %s, because: %s.",
                        resend.round,
                        resend.askedBy,
                        words.at(resend.askedAt),
                        resend.reason)));
        sentences.add(verdict(mail));
        if (mail.stateAtSending != null) {
            sentences.add(words.say("发送时该单位：%s。", "The unit's state at sending: %s.", mail.stateAtSending));
        }
        if (mail.textDeletedAt != null) {
            sentences.add(words.say(
                    "邮件正文和事件内容已过保存期，于%s删除。",
                    "Its text and what its events said were kept long enough, and deleted at %s.",
                    words.at(mail.textDeletedAt)));
        }
        List<Attempt> attempts = Attempt.of(mail.id);
        Delivery.of(mail.id).forEach(delivery -> sentences.add(delivery(delivery, attempts)));
        return sentences;
    }

    private String recipient(Mail mail) {
        return mail.audience == Audience.MAILBOX
                ? words.say("通知的报送邮箱", "the notice's mailbox")
                : words.say("%s（%s）", "%s (%s)", mail.unitName, words.of(mail.audience));
    }

    private String reason(Reason reason) throws EventJson.Unreadable {
        String rung = reason.data != null && reason.event().data() instanceof EventData.OfDeadline data && data.rung() != null
                ? words.say(
                        "，节点%s（%s），时限%s",
                        ", rung %s (%s), due %s",
                        data.rung().name(),
                        words.of(data.rung().stage()),
                        data.deadline().due())
                : "";
        return words.say(
                "原因：%s %s%s。",
                "Reason: %s %s%s.",
                words.at(reason.occurredAt),
                EventType.of(reason.type).map(type -> words.say(type.words(), type.wireName())).orElse(reason.type),
                rung);
    }

    private String verdict(Mail mail) {
        String because = mail.statusReason == null ? "" : words.say("：%s", ": %s", mail.statusReason);
        return switch (mail.status) {
            case PLANNED -> words.say("尚未发送，已列入待发送。", "Not sent yet; it is planned.");
            case SENDING -> words.say("正在发送（第%d轮）。", "It is being sent (round %d).", mail.tries);
            case DELIVERED ->
                words.say("已发送，邮件服务器于%s接收。", "Sent; the mail server took it at %s.", words.at(mail.settledAt));
            case TEMPORARY_FAILURE ->
                words.say(
                        "暂未发出%s。已尝试%d轮，下次尝试时间%s。",
                        "Not sent yet%s. Tried %d times, next at %s.",
                        because,
                        mail.tries,
                        words.at(mail.dueAt));
            case PERMANENT_FAILURE -> words.say("未能发出%s。", "It could not be sent%s.", because);
            case DROPPED -> words.say("没有发送%s。", "It was not sent%s.", because);
            case WAITING_FOR_ADDRESS ->
                words.say("没有发送%s；登记联系方式后自动发送。", "Not sent%s; it goes when an address comes.", because);
        };
    }

    private String delivery(Delivery delivery, List<Attempt> attempts) {
        List<Attempt> own = attempts.stream()
                .filter(attempt -> attempt.deliveryId.equals(delivery.id))
                .toList();
        long ambiguous = own.stream()
                .filter(attempt -> attempt.outcome == Attempt.Result.AMBIGUOUS)
                .count();
        String tries = own.stream().map(this::attempt).collect(Collectors.joining("；"));
        return words.say(
                "发往%s <%s>：共尝试%d次%s%s。",
                "To %s <%s>: tried %d times%s%s.",
                delivery.name,
                delivery.address,
                own.size(),
                ambiguous == 0
                        ? ""
                        : words.say(
                                "，其中%d次结果不明，可能收到重复邮件（Message-ID 相同）",
                                ", %d of them with an unknown end: a second copy (of the same Message-ID) may have come",
                                ambiguous),
                tries.isEmpty() ? "" : words.say("：%s", ": %s", tries));
    }

    private String attempt(Attempt attempt) {
        if (attempt.outcome == null) {
            return words.at(attempt.startedAt) + words.say(" 进行中", " under way");
        }
        String outcome = switch (attempt.outcome) {
            case DELIVERED -> words.say("已送达服务器", "taken by the server");
            case RETRY -> words.say("未送达", "not taken");
            case AMBIGUOUS -> words.say("结果不明", "end unknown");
            case REJECTED -> words.say("被拒绝", "rejected");
        };
        return words.at(attempt.startedAt) + " " + outcome
                + (attempt.reason == null ? "" : words.say("（%s）", " (%s)", attempt.reason));
    }
}
