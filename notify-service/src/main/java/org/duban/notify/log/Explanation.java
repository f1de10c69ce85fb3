package org.duban.notify.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.notify.mail.Attempt;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.Delivery;
import org.duban.notify.mail.Event;
import org.duban.notify.mail.EventData;
import org.duban.notify.mail.Mail;

/** Says in plain Chinese why a mail was sent, or was not (R9): occasion, rungs, state, to whom, attempts. */
final class Explanation {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private Explanation() {}

    static List<String> of(Mail mail, List<Event> reasons, List<Delivery> deliveries, List<Attempt> attempts) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "这是《%s》的%s邮件，业务日期%s，收件人为%s。".formatted(mail.noticeTitle, mail.kind.words(), mail.day, recipient(mail)));
        sentences.add("事由：" + mail.occasion + "。");
        reasons.forEach(reason -> sentences.add(reason(reason)));
        sentences.add(verdict(mail));
        if (mail.stateAtSending != null) {
            sentences.add("发送时该单位：" + mail.stateAtSending + "。");
        }
        for (Delivery delivery : deliveries) {
            sentences.add(delivery(delivery, attempts));
        }
        return sentences;
    }

    private static String recipient(Mail mail) {
        return mail.audience == Audience.MAILBOX ? "通知的报送邮箱" : mail.unitName + "（" + mail.audience.words() + "）";
    }

    private static String reason(Event event) {
        String rung = event.data() instanceof EventData.OfDeadline data && data.rung() != null
                ? "，节点" + data.rung().name() + "（" + data.rung().stage().words() + "），时限"
                        + data.deadline().due()
                : "";
        return "原因：" + MOMENT.format(event.occurredAt()) + " " + event.type().words() + rung + "。";
    }

    private static String verdict(Mail mail) {
        String because = mail.statusReason == null ? "" : "：" + mail.statusReason;
        return switch (mail.status) {
            case PLANNED -> "尚未发送，已列入待发送。";
            case SENDING -> "正在发送（第" + mail.tries + "轮）。";
            case DELIVERED -> "已发送，邮件服务器于" + moment(mail.settledAt) + "接收。";
            case TEMPORARY_FAILURE -> "暂未发出" + because + "。已尝试" + mail.tries + "轮，下次尝试时间" + moment(mail.dueAt) + "。";
            case PERMANENT_FAILURE -> "未能发出" + because + "。";
            case DROPPED -> "没有发送" + because + "。";
            case WAITING_FOR_ADDRESS -> "没有发送" + because + "；登记联系方式后自动发送。";
        };
    }

    private static String delivery(Delivery delivery, List<Attempt> attempts) {
        List<Attempt> own = attempts.stream()
                .filter(attempt -> attempt.deliveryId.equals(delivery.id))
                .toList();
        long ambiguous = own.stream()
                .filter(attempt -> attempt.outcome == Attempt.Result.AMBIGUOUS)
                .count();
        String tries = own.stream().map(Explanation::attempt).collect(Collectors.joining("；"));
        return "发往%s <%s>：共尝试%d次%s%s。"
                .formatted(
                        delivery.name,
                        delivery.address,
                        own.size(),
                        ambiguous == 0 ? "" : "，其中%d次结果不明，可能收到重复邮件（Message-ID 相同）".formatted(ambiguous),
                        tries.isEmpty() ? "" : "：" + tries);
    }

    private static String attempt(Attempt attempt) {
        if (attempt.outcome == null) {
            return moment(attempt.startedAt) + " 进行中";
        }
        String words = switch (attempt.outcome) {
            case DELIVERED -> "已送达服务器";
            case RETRY -> "未送达";
            case AMBIGUOUS -> "结果不明";
            case REJECTED -> "被拒绝";
        };
        return moment(attempt.startedAt) + " " + words + (attempt.reason == null ? "" : "（" + attempt.reason + "）");
    }

    private static String moment(Instant instant) {
        return instant == null ? "" : MOMENT.format(instant);
    }
}
