package org.duban.notify.mail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.duban.notify.mail.Letter.Note;
import org.duban.notify.mail.Letter.Table;
import org.duban.notify.picture.NoticeFacts;

/** Letters to the office and the inspectorate (R8): the dispatch record and the list of escalations; the briefing by {@link BriefingLetter}. */
final class OfficeLetter {
    private OfficeLetter() {}

    static Letter write(Matter matter) {
        EventData newest = matter.reasons().get(matter.reasons().size() - 1).data();
        if (newest instanceof Briefed briefed) {
            return BriefingLetter.write(matter, briefed);
        }
        return newest instanceof EventData.Listed listed
                ? escalations(matter, listed)
                : dispatched(matter, (EventData.Dispatched) newest);
    }

    private static Letter dispatched(Matter matter, EventData.Dispatched data) {
        EventData.Dispatched.Counts counts = data.counts();
        List<Table> tables = List.of(
                table(
                        "交办单位",
                        List.of("单位", "事项数", "时限"),
                        data.units(),
                        data.omitted().get("units"),
                        "无",
                        share ->
                                List.of(share.unit().name(), share.assignments() + "项", Chinese.shortDay(share.due()))),
                table(
                        "催办安排",
                        List.of("发送时间", "类别", "节点", "单位数"),
                        data.plan(),
                        data.omitted().get("plan"),
                        "该通知未设催办安排",
                        step -> List.of(
                                Chinese.moment(step.at()),
                                step.stage().words(),
                                Chinese.rung(step.rung()) + "（" + Chinese.shortDay(step.due()) + "截止）",
                                step.units() + "个")));
        return letter(
                matter,
                "%s，%d个单位%d项".formatted(byWhen(data), counts.units(), counts.assignments()),
                "%s已于%s交办：%d项任务分解为%d项责任分工，涉及%d个单位、%d个时限。交办邮件已同时安排发送，各单位情况和后续催办安排如下。"
                        .formatted(
                                Chinese.title(data.notice().title()),
                                Chinese.longDay(data.day()),
                                counts.tasks(),
                                counts.assignments(),
                                counts.units(),
                                counts.deadlines()),
                tables,
                "通知交办后，向报送邮箱发送一次交办回执");
    }

    /** 8月1日截止; of several days, the first that is named. */
    private static String byWhen(EventData.Dispatched data) {
        List<LocalDate> days = data.units().stream()
                .map(EventData.Dispatched.Share::due)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        return days.isEmpty() ? "未定时限" : Chinese.shortDay(days.get(0)) + (days.size() == 1 ? "截止" : "起陆续截止");
    }

    private static Letter escalations(Matter matter, EventData.Listed data) {
        List<Table> tables = List.of(table(
                "督办事项",
                List.of("单位", "事项", "时限", "逾期"),
                data.escalations(),
                data.omitted().get("escalations"),
                "无",
                escalation -> List.of(
                        escalation.unit().name(),
                        Chinese.labels(
                                escalation.labels(), escalation.labels().size() + escalation.moreLabels()),
                        Chinese.shortDay(escalation.due()),
                        escalation.workingDaysLate() + "个工作日")));
        return letter(
                matter,
                "%s 新增督办%d个单位"
                        .formatted(
                                Chinese.shortDay(data.day()),
                                data.escalations().size() + data.omitted().getOrDefault("escalations", 0)),
                "%s执行中，下列单位逾期未报送办理情况，已向其发出督办邮件并抄送单位分管负责人，现将清单%s。"
                        .formatted(
                                Chinese.title(data.notice().title()),
                                matter.audience() == Audience.INSPECTORATE ? "报送你处" : "列明如下"),
                tables,
                "自上次清单以来有单位被督办，汇总为一份清单，发送报送邮箱和督查机构");
    }

    static Letter letter(Matter matter, String what, String opening, List<Table> tables, String why) {
        NoticeFacts notice = matter.notice();
        String salutation = matter.audience() == Audience.INSPECTORATE
                ? matter.unitName()
                : notice.reportTo() == null ? "通知承办单位" : Chinese.name(notice.reportTo());
        List<Note> notes = new ArrayList<>();
        notes.add(new Note("来源", UnitLetter.source(notice)));
        notes.add(new Note("联系人", UnitLetter.people(notice)));
        notes.add(new Note("发送原因", why + "。本邮件由系统自动发出，请勿直接回复。"));
        return new Letter(
                "【" + matter.kind().words() + "】" + what + "：" + Chinese.oneLine(notice.title(), 40),
                matter.issuer().demo(),
                salutation,
                List.of(opening),
                null,
                List.of(),
                0,
                tables,
                notes);
    }

    /** @param more how many values there are besides, which the event does not name; null: none */
    static <T> Table table(
            String title,
            List<String> columns,
            List<T> values,
            Integer more,
            String empty,
            Function<T, List<String>> row) {
        return new Table(title, columns, values.stream().map(row).toList(), empty, 0, more == null ? 0 : more);
    }
}
