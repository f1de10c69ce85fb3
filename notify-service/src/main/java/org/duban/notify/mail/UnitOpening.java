package org.duban.notify.mail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.duban.notify.picture.AssignmentFacts.Status;
import org.duban.notify.picture.NoticeFacts;

/** What a letter to a unit begins with: its subject, and the sentences that say what, by when and why. */
final class UnitOpening {

    private static final int LONGEST_TITLE_IN_SUBJECT = 40;

    private final Matter matter;
    private final NoticeFacts notice;
    private final Owed owed;
    /** The most pressing day of those that the letter is sent for. */
    private final DueState due;
    /** How many of the open tasks have that day. */
    private final long pressing;

    UnitOpening(Matter matter, DueState due, long pressing) {
        this.matter = matter;
        this.notice = matter.notice();
        this.owed = matter.owed();
        this.due = due;
        this.pressing = pressing;
    }

    /** What and by when within the first twenty characters. */
    String subject() {
        String day = answeredDay() == null ? null : Chinese.shortDay(answeredDay());
        String what = switch (matter.kind()) {
            case DISPATCH -> due.due() == null ? "请按通知要求办理" : Chinese.shortDay(due.due()) + "前报送";
            case AMENDED -> "事项有调整，" + (day == null ? "请按通知要求办理" : day + "前报送");
            case RETURNED -> day == null ? "请补充后重新报送" : "请于" + day + "前重新报送";
            case EXTENSION_GRANTED -> "同意延至" + day;
            case EXTENSION_REFUSED -> day == null ? "请按原时限报送" : "仍请于" + day + "前报送";
            case DISPUTE_REJECTED -> "未予采纳，" + (day == null ? "请按通知要求办理" : "请于" + day + "前报送");
            case REOPENED -> day == null ? "请重新办理并报送" : "请于" + day + "前重新办理并报送";
            case RECEIPT -> received();
            case RELIEVED -> whose() + relieved().size() + "项不再办理";
            case WITHDRAWN -> whose() + "通知已撤回，无需报送";
            default -> pressing(Chinese.shortDay(due.due()));
        };
        return "【" + matter.kind().words() + "】" + what + "：" + Chinese.oneLine(notice.title(), LONGEST_TITLE_IN_SUBJECT);
    }

    private String pressing(String day) {
        if (due.due() == null) {
            return "请尽快报送办理情况";
        }
        if (due.isLate()) {
            return due.words() + "（" + day + "截止）";
        }
        if (due.due().equals(matter.today())) {
            return "今日截止（" + day + "）";
        }
        return due.workingDays() == null ? "请于" + day + "前报送" : "距" + day + "截止" + due.words();
    }

    private String received() {
        EventData.Receipt receipt = receipt();
        return "%s收到%d项%s（%s）"
                .formatted(
                        Chinese.shortDay(LocalDate.ofInstant(receipt.at(), Chinese.ZONE)),
                        reported().size(),
                        receipt.last() ? "办结报告" : "阶段报告",
                        receipt.number());
    }

    /** 8月1日截止的; of several days the first. */
    private String whose() {
        return matter.ofDeadlines()
                .map(data -> data.deadline().due())
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo)
                .map(day -> Chinese.shortDay(day) + "截止的")
                .orElse("");
    }

    List<String> paragraphs() {
        List<String> paragraphs = new ArrayList<>();
        String byWhen = byWhen(due.due());
        String deed = "你单位承担的下列" + pressing + "项工作应" + byWhen + to() + "报送办理情况，" + due.words() + "，";
        switch (matter.kind()) {
            case DISPATCH -> paragraphs.add(Chinese.title(notice.title()) + "已印发，其中下列" + pressing + "项工作由你单位承担，请" + byWhen
                    + to() + "报送办理情况，" + due.words() + "。收到后请及时签收。");
            case RETURNED, EXTENSION_GRANTED, EXTENSION_REFUSED, REOPENED, AMENDED, DISPUTE_REJECTED -> {
                paragraphs.add(answerSentence());
                paragraphs.add(remaining());
            }
            case RECEIPT -> {
                paragraphs.add(receiptSentence());
                paragraphs.add(remaining());
            }
            case RELIEVED -> {
                paragraphs.add("你单位在" + Chinese.title(notice.title()) + "中承担的" + labels(relieved()) + "不再由你单位办理" + why(relief().reason())
                        + "。该项无需再报送办理情况。");
                paragraphs.add(remaining());
            }
            case WITHDRAWN -> paragraphs.add(Chinese.title(notice.title()) + "已撤回" + why(relief().reason()) + "。你单位在该通知中尚未办结的"
                    + relieved().size() + "项无需再办理和报送，此前的提醒一并作废。");
            case REMINDER -> paragraphs.add(deed + "请抓紧办理，按时报送。");
            case CHASE -> paragraphs.add(deed + "至今未收到办结情况。请尽快办理并报送，确有困难的请说明原因。");
            default -> paragraphs.add(deed + "至今未收到办结情况。现予督办，请立即研究办理，并报送办理情况和未按时办理的原因。");
        }
        boolean listsDays = matter.kind() == Kind.DISPATCH || matter.kind().chases();
        if (listsDays && pressing < owed.open().size()) {
            paragraphs.add("另有" + (owed.open().size() - pressing) + "项时限不同，一并列明，以所列时限为准。");
        }
        if (matter.audience() == Audience.LEADER) {
            paragraphs.add("上述情况同时发送你单位联络员，现抄送你处，请予督促。");
        }
        return paragraphs;
    }

    private String answerSentence() {
        EventData.Answer answer = answer().orElseThrow();
        String label = labels(owed.of(List.of(answer.assignment())));
        String reason = plain(answer.reason());
        String byWhen = byWhen(answeredDay());
        String request = "你单位关于" + label + "的延期申请"
                + (answer.wantedDue() == null ? "" : "（申请延至" + Chinese.longDay(answer.wantedDue()) + "）");
        return switch (matter.kind()) {
            case EXTENSION_GRANTED -> request + "已经审核，同意延期" + (reason.isEmpty() ? "" : "，审核意见：" + reason) + "。请抓紧办理，" + byWhen + to()
                    + "报送办理情况。";
            case EXTENSION_REFUSED -> request + "经审核未予同意" + why(reason) + "。请按现行时限办理，" + byWhen + to() + "报送办理情况。";
            case REOPENED -> "你单位已办结的" + label + "需重新办理" + why(reason) + "。请抓紧办理，" + byWhen + to() + "重新报送办理情况。";
            case AMENDED -> Chinese.title(notice.title()) + "交办后有调整，涉及你单位承担的" + label + why(reason) + "。请按调整后的要求办理，" + byWhen + to()
                    + "报送办理情况。" + (isAcknowledged(answer) ? "" : "收到后请及时签收。");
            case DISPUTE_REJECTED -> "你单位对" + label + "提出的异议经审核未予采纳" + why(reason) + "。该项仍由你单位办理，请" + byWhen + to() + "报送办理情况。";
            default -> "你单位报送的" + label + "办理情况经审核退回" + why(reason) + "。请补充完善，" + byWhen + to() + "重新报送。";
        };
    }

    /** Of one that was acknowledged before it was changed nothing is to be acknowledged again. */
    private boolean isAcknowledged(EventData.Answer answer) {
        return owed.of(List.of(answer.assignment())).stream().noneMatch(item -> item.has(Status.AWAITING_ACKNOWLEDGEMENT));
    }

    private String receiptSentence() {
        EventData.Receipt receipt = receipt();
        return "你单位" + Chinese.moment(receipt.at()) + "报送的" + labels(reported()) + (receipt.last() ? "办结情况" : "阶段进展") + "已收到，回执编号"
                + receipt.number() + "。"
                + (receipt.last() ? "报送内容将予审核，需要补充的另行通知。" : "事项办结后，请再报送办结情况。") + "查询时请提供回执编号。";
    }

    private String remaining() {
        int open = owed.open().size();
        return open == 0 ? "你单位在该通知中已无待报送的事项。" : "你单位在该通知中尚待报送的事项共" + open + "项，列明如下。";
    }

    /** The newest decision that the letter tells of. */
    private Optional<EventData.Answer> answer() {
        return matter.ofDeadlines()
                .map(EventData.OfDeadline::answer)
                .filter(Objects::nonNull)
                .reduce((older, newer) -> newer);
    }

    private LocalDate answeredDay() {
        return answer().map(answer -> answer.newDue() != null
                        ? answer.newDue()
                        : owed.of(List.of(answer.assignment())).stream()
                                .map(Owed.Item::due)
                                .findFirst()
                                .orElse(null))
                .orElse(null);
    }

    private EventData.Receipt receipt() {
        return matter.ofDeadlines()
                .map(EventData.OfDeadline::receipt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** What the report was filed for. */
    List<Owed.Item> reported() {
        return named(matter.ofDeadlines()
                .map(EventData.OfDeadline::receipt)
                .filter(Objects::nonNull)
                .map(EventData.Receipt::assignments)
                .toList());
    }

    private EventData.Relief relief() {
        return matter.ofDeadlines()
                .map(EventData.OfDeadline::relief)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** What the unit no longer has to do. */
    List<Owed.Item> relieved() {
        return named(matter.ofDeadlines()
                .map(EventData.OfDeadline::relief)
                .filter(Objects::nonNull)
                .map(EventData.Relief::assignments)
                .toList());
    }

    private List<Owed.Item> named(List<List<UUID>> assignments) {
        return owed.of(assignments.stream().flatMap(Collection::stream).toList());
    }

    private static String labels(List<Owed.Item> items) {
        return Chinese.labels(
                items.stream().map(item -> item.assignment().label()).toList(), items.size());
    }

    private static String byWhen(LocalDate day) {
        return day == null ? "" : "于" + Chinese.longDay(day) + "前（含当日）";
    }

    private String to() {
        return notice.reportTo() == null ? "" : "向" + Chinese.name(notice.reportTo());
    }

    private static String why(String reason) {
        String plain = plain(reason);
        return plain.isEmpty() ? "" : "，原因：" + plain;
    }

    /** What somebody wrote, to stand within a sentence. */
    private static String plain(String reason) {
        return reason == null ? "" : reason.strip().replaceAll("。$", "");
    }
}
