package org.duban.notify.mail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.notify.mail.Letter.Note;
import org.duban.notify.mail.Letter.Task;
import org.duban.notify.mail.Letter.TaskGroup;
import org.duban.notify.picture.NoticeFacts;

/** Letters to a unit. One letter, one matter: what it owes of one notice, and what was decided of that. */
final class UnitLetter {

    private static final int MOST_PEOPLE = 5;

    private final Matter matter;
    private final NoticeFacts notice;
    private final List<Owed.Item> open;
    private final UnitOpening opening;

    private UnitLetter(Matter matter) {
        this.matter = matter;
        this.notice = matter.notice();
        this.open = matter.owed().open();
        List<Owed.Item> occasion = matter.owed().openOf(matter.reasons());
        // The most pressing day of those that the letter is sent for: the subject and the first sentence speak of it.
        DueState due = (occasion.isEmpty() ? open : occasion)
                .stream()
                        .map(this::state)
                        .min(Comparator.comparing(DueState::due, Comparator.nullsLast(Comparator.naturalOrder())))
                        .orElse(new DueState(null, null, null, matter.today()));
        this.opening = new UnitOpening(
                matter,
                due,
                open.stream()
                        .filter(item -> Objects.equals(item.due(), due.due()))
                        .count());
    }

    static Letter write(Matter matter) {
        UnitLetter letter = new UnitLetter(matter);
        return new Letter(
                letter.opening.subject(),
                matter.issuer().demo(),
                matter.unitName() + (matter.audience() == Audience.LEADER ? "分管负责人" : ""),
                letter.opening.paragraphs(),
                letter.reportLink(),
                letter.tasks(),
                0,
                letter.others(),
                letter.notes());
    }

    private DueState state(Owed.Item item) {
        return DueState.of(item, matter.today());
    }

    /** For the liaisons, as long as something is asked for; null for all others. */
    private String reportLink() {
        return matter.audience() == Audience.UNIT && !open.isEmpty() ? matter.issuer().reportLink() : null;
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
                                    ? "审核意见：" + item.assignment().returned().reason()
                                    : ""));
        }
        return groups.entrySet().stream()
                .map(group -> new TaskGroup(group.getKey(), group.getValue()))
                .toList();
    }

    /** What the letter speaks of besides what is still to be reported. */
    private List<Letter.Table> others() {
        return switch (matter.kind()) {
            case RECEIPT -> List.of(table("本次报送", opening.reported()));
            case RELIEVED, WITHDRAWN -> List.of(table("不再办理", opening.relieved()));
            default ->
                // Not chased, and named once, so that the unit sees that its report has come.
                matter.owed().submitted().isEmpty()
                        ? List.of()
                        : List.of(table("已报送、等待审核（无需再报）", matter.owed().submitted()));
        };
    }

    private static Letter.Table table(String title, List<Owed.Item> items) {
        return new Letter.Table(
                title,
                List.of("事项", "内容"),
                items.stream()
                        .map(item -> List.of(
                                item.assignment().label(),
                                Chinese.oneLine(item.assignment().text(), 40)))
                        .toList(),
                "",
                0,
                0);
    }

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        if (matter.owed().completed() > 0) {
            notes.add(new Note("已办结", "你单位在该通知中已办结" + matter.owed().completed() + "项，不再列出。"));
        }
        String automatic = "本邮件由系统自动发出，请勿直接回复，回复不作为报送。";
        notes.add(open.isEmpty() ? new Note("说明", automatic) : new Note("报送方式", how() + automatic));
        notes.add(new Note("联系人", people(notice)));
        notes.add(new Note("来源", source(notice)));
        notes.add(new Note("发送原因", why()));
        return notes;
    }

    private String how() {
        return (reportLink() == null ? "请将办理情况" : "请打开上面的链接报送；确有不便的，将办理情况")
                + (notice.reportTo() == null ? "按通知要求报送" : "报" + Chinese.name(notice.reportTo()))
                + (matter.mailbox() == null ? "" : "，邮箱：" + matter.mailbox()) + "。";
    }

    /** Whom to ask; where the notice prints nobody, the office that takes the reports. */
    static String people(NoticeFacts notice) {
        String people = notice.contact().stream()
                .limit(MOST_PEOPLE)
                .map(person -> Stream.of(person.name(), person.phone() == null ? null : "电话" + person.phone())
                        .filter(Objects::nonNull)
                        .map(Chinese::name)
                        .collect(Collectors.joining("，")))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("；"));
        if (!people.isEmpty()) {
            return people + "。";
        }
        String office = notice.reportTo() != null ? notice.reportTo() : notice.issuedBy();
        return "通知未列联系人，请与" + (office == null ? "通知印发机关" : Chinese.name(office)) + "联系。";
    }

    static String source(NoticeFacts notice) {
        return Chinese.title(notice.title())
                + (notice.documentNumber() == null ? "" : "（" + notice.documentNumber() + "）")
                + (notice.issuedBy() == null ? "" : "，" + Chinese.name(notice.issuedBy()) + "印发")
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
            case DEADLINE_OPENED -> (data.amendment() == null ? "通知交办" : "通知交办后有调整") + "，你单位有" + day + "截止的事项";
            case SUBMISSION_RETURNED -> "你单位的报送经审核退回";
            case EXTENSION_GRANTED -> "你单位的延期申请已获同意";
            case EXTENSION_REFUSED -> "你单位的延期申请未获同意";
            case ASSIGNMENT_REOPENED -> "你单位已办结的事项需重新办理";
            case DISPUTE_REJECTED -> "你单位提出的异议经审核未予采纳";
            case DEADLINE_CHANGED ->
                data.receipt() != null ? "收到你单位的报送" : data.isOfWithdrawal() ? "通知已撤回" : "你单位承担的事项已撤销";
            case RUNG_FIRED ->
                "按催办安排，" + day + "截止的事项在" + Chinese.rung(data.rung().name()) + "（"
                        + data.rung().name() + "）发送" + data.rung().stage().words()
                        + (data.rung().copyLeader() ? "，抄送单位分管负责人" : "")
                        + (data.rung().tellInspectorate() ? "，并列入报督查机构的督办清单" : "");
            default -> event.type().words();
        };
    }
}
