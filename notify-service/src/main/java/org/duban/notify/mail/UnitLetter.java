package org.duban.notify.mail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.notify.mail.Letter.Note;
import org.duban.notify.mail.Letter.Task;
import org.duban.notify.mail.Letter.TaskGroup;
import org.duban.notify.picture.NoticeFacts;

/** Letters to a unit: dispatch, reminder, chase, escalation, and what was decided. One letter, one matter: what it owes of one notice. */
final class UnitLetter {

    private final Matter matter;
    private final NoticeFacts notice;
    private final List<Owed.Item> open;
    /** The most pressing day of those that the letter is sent for: the subject and the first sentence speak of it. */
    private final DueState due;
    /** How many of the open tasks have that day. */
    private final long pressing;

    private UnitLetter(Matter matter) {
        this.matter = matter;
        this.notice = matter.notice();
        this.open = matter.owed().open();
        List<Owed.Item> occasion = matter.owed().openOf(matter.reasons());
        this.due = (occasion.isEmpty() ? open : occasion)
                .stream()
                        .map(this::state)
                        .min(Comparator.comparing(DueState::due, Comparator.nullsLast(Comparator.naturalOrder())))
                        .orElse(new DueState(null, null, null, matter.today()));
        this.pressing = open.stream()
                .filter(item -> Objects.equals(item.due(), due.due()))
                .count();
    }

    static Letter write(Matter matter) {
        UnitLetter letter = new UnitLetter(matter);
        return new Letter(
                letter.subject(),
                matter.demo(),
                matter.unitName() + (matter.audience() == Audience.LEADER ? "分管负责人" : ""),
                letter.opening(),
                letter.tasks(),
                letter.others(),
                letter.notes());
    }

    private DueState state(Owed.Item item) {
        return DueState.of(item, matter.today());
    }

    /** What and by when within the first twenty characters. */
    private String subject() {
        String day = Chinese.shortDay(due.due());
        String what = switch (matter.kind()) {
            case DISPATCH -> due.due() == null ? "请按通知要求办理" : day + "前报送";
            case RETURNED -> answeredDay() == null ? "请补充后重新报送" : "请于" + answeredDay() + "前重新报送";
            case EXTENSION_GRANTED -> "同意延至" + answeredDay();
            case EXTENSION_REFUSED -> answeredDay() == null ? "请按原时限报送" : "仍请于" + answeredDay() + "前报送";
            case REOPENED -> answeredDay() == null ? "请重新办理并报送" : "请于" + answeredDay() + "前重新办理并报送";
            default -> pressing(day);
        };
        return "【" + matter.kind().words() + "】" + what + "：" + Chinese.oneLine(notice.title(), 40);
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

    private String answeredDay() {
        return answer().map(answer -> answer.newDue() == null ? null : Chinese.shortDay(answer.newDue()))
                .orElse(null);
    }

    /** The newest decision that the letter tells of. */
    private Optional<EventData.Answer> answer() {
        return matter.reasons().stream()
                .map(Event::data)
                .filter(EventData.OfDeadline.class::isInstance)
                .map(data -> ((EventData.OfDeadline) data).answer())
                .filter(Objects::nonNull)
                .reduce((older, newer) -> newer);
    }

    private List<String> opening() {
        List<String> paragraphs = new ArrayList<>();
        String byWhen = due.due() == null ? "" : "于" + Chinese.longDay(due.due()) + "前（含当日）";
        String to = notice.reportTo() == null ? "" : "向" + notice.reportTo();
        String owed = "你单位承担的下列" + pressing + "项工作应" + byWhen + to + "报送办理情况，" + due.words() + "，";
        switch (matter.kind()) {
            case DISPATCH ->
                paragraphs.add(Chinese.title(notice.title()) + "已印发，其中下列" + pressing + "项工作由你单位承担，请" + byWhen + to
                        + "报送办理情况。收到后请及时签收。");
            case RETURNED, EXTENSION_GRANTED, EXTENSION_REFUSED, REOPENED -> {
                paragraphs.add(answerSentence(to));
                paragraphs.add("你单位在该通知中尚待报送的事项共" + open.size() + "项，列明如下。");
            }
            case REMINDER -> paragraphs.add(owed + "请抓紧办理，按时报送。");
            case CHASE -> paragraphs.add(owed + "至今未收到办结情况。请尽快办理并报送，确有困难的请说明原因。");
            default -> paragraphs.add(owed + "至今未收到办结情况。现予督办，请立即研究办理，并报送办理情况和未按时办理的原因。");
        }
        if (pressing < open.size() && !matter.kind().answers()) {
            paragraphs.add("另有" + (open.size() - pressing) + "项时限不同，一并列明，以所列时限为准。");
        }
        if (matter.audience() == Audience.LEADER) {
            paragraphs.add("上述情况同时发送你单位联络员，现抄送你处，请予督促。");
        }
        return paragraphs;
    }

    private String answerSentence(String to) {
        EventData.Answer answer = answer().orElseThrow();
        String label = matter.owed().items().stream()
                .filter(item -> item.assignment().id().equals(answer.assignment()))
                .map(item -> item.assignment().label())
                .findFirst()
                .orElse("");
        String reason = answer.reason() == null || answer.reason().isBlank()
                ? ""
                : answer.reason().strip().replaceAll("。$", "");
        String why = reason.isEmpty() ? "" : "，原因：" + reason;
        String byWhen = answer.newDue() == null ? "" : "于" + Chinese.longDay(answer.newDue()) + "前（含当日）";
        String request = "你单位关于" + label + "的延期申请"
                + (answer.wantedDue() == null ? "" : "（申请延至" + Chinese.longDay(answer.wantedDue()) + "）");
        return switch (matter.kind()) {
            case EXTENSION_GRANTED ->
                request + "已经审核，同意延期" + (reason.isEmpty() ? "" : "，审核意见：" + reason) + "。请抓紧办理，" + byWhen + to + "报送办理情况。";
            case EXTENSION_REFUSED -> request + "经审核未予同意" + why + "。请按现行时限办理，" + byWhen + to + "报送办理情况。";
            case REOPENED -> "你单位已办结的" + label + "需重新办理" + why + "。请抓紧办理，" + byWhen + to + "重新报送办理情况。";
            default -> "你单位报送的" + label + "办理情况经审核退回" + why + "。请补充完善，" + byWhen + to + "重新报送。";
        };
    }

    private List<TaskGroup> tasks() {
        Map<String, List<Task>> groups = new LinkedHashMap<>();
        for (Owed.Item item : open) {
            DueState state = state(item);
            boolean returned = item.assignment().returned() != null;
            groups.computeIfAbsent(item.assignment().heading(), heading -> new ArrayList<>())
                    .add(new Task(
                            item.assignment().label(),
                            item.assignment().text(),
                            item.assignment().role().words() + "单位，"
                                    + item.assignment().status().words()
                                    + (item.due() == null ? "" : "，" + Chinese.longDay(item.due()) + "截止"),
                            state.words(),
                            state.light(returned),
                            returned && item.assignment().returned().reason() != null
                                    ? "退回原因：" + item.assignment().returned().reason()
                                    : ""));
        }
        return groups.entrySet().stream()
                .map(group -> new TaskGroup(group.getKey(), group.getValue()))
                .toList();
    }

    /** What is not chased: named once, so that the unit sees that its report has come. */
    private List<Letter.Table> others() {
        List<Letter.Table> tables = new ArrayList<>();
        if (!matter.owed().submitted().isEmpty()) {
            tables.add(new Letter.Table(
                    "已报送、等待审核（无需再报）",
                    List.of("事项", "内容"),
                    matter.owed().submitted().stream()
                            .map(item -> List.of(
                                    item.assignment().label(),
                                    Chinese.oneLine(item.assignment().text(), 40)))
                            .toList(),
                    "",
                    0));
        }
        return tables;
    }

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        if (matter.owed().completed() > 0) {
            notes.add(new Note("已办结", "你单位在该通知中已办结" + matter.owed().completed() + "项，不再列出。"));
        }
        StringBuilder how = new StringBuilder("请将办理情况");
        if (notice.reportTo() != null) {
            how.append("报").append(notice.reportTo());
        } else {
            how.append("按通知要求报送");
        }
        if (matter.mailbox() != null) {
            how.append("，邮箱：").append(matter.mailbox());
        }
        notes.add(new Note("报送方式", how + "。本邮件由系统自动发出，直接回复不作为报送，也无人查看。"));
        if (!notice.contact().isEmpty()) {
            notes.add(new Note("联系人", people(notice)));
        }
        notes.add(new Note("来源", source(notice)));
        notes.add(new Note("发送原因", why()));
        return notes;
    }

    static String people(NoticeFacts notice) {
        return notice.contact().stream()
                        .map(person -> Stream.of(person.name(), person.phone() == null ? null : "电话" + person.phone())
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining("，")))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining("；"))
                + "。";
    }

    static String source(NoticeFacts notice) {
        return Chinese.title(notice.title())
                + (notice.documentNumber() == null ? "" : "（" + notice.documentNumber() + "）")
                + (notice.issuedBy() == null ? "" : "，" + notice.issuedBy() + "印发")
                + (notice.reportByText() == null ? "" : "，原文时限“" + notice.reportByText() + "”")
                + "。";
    }

    /** The rule in words (R9). */
    private String why() {
        return matter.reasons().stream().map(UnitLetter::why).distinct().collect(Collectors.joining("；")) + "。";
    }

    private static String why(Event event) {
        EventData.OfDeadline data = (EventData.OfDeadline) event.data();
        String day = Chinese.shortDay(data.deadline().due());
        return switch (event.type()) {
            case DEADLINE_OPENED -> "通知交办，你单位有" + day + "截止的事项";
            case SUBMISSION_RETURNED -> "你单位的报送经审核退回";
            case EXTENSION_GRANTED -> "你单位的延期申请已获同意";
            case EXTENSION_REFUSED -> "你单位的延期申请未获同意";
            case ASSIGNMENT_REOPENED -> "你单位已办结的事项需重新办理";
            case RUNG_FIRED ->
                "按催办安排，" + day + "截止的事项在" + Chinese.rung(data.rung().name()) + "（"
                        + data.rung().name() + "）发送" + data.rung().stage().words()
                        + (data.rung().copyLeader() ? "，抄送单位分管负责人" : "")
                        + (data.rung().tellInspectorate() ? "，并列入报督查机构的督办清单" : "");
            default -> event.type().words();
        };
    }
}
