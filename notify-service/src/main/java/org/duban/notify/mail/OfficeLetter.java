package org.duban.notify.mail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.duban.notify.mail.Letter.Note;
import org.duban.notify.mail.Letter.Table;
import org.duban.notify.picture.NoticeFacts;

/** Letters to the office and the inspectorate (R8): the dispatch record, the briefing, the list of escalations. */
final class OfficeLetter {
    private static final int KEPT_WAITING = 3;

    private OfficeLetter() {}

    static Letter write(Matter matter) {
        EventData newest = matter.reasons().get(matter.reasons().size() - 1).data();
        if (newest instanceof Briefed briefed) {
            return briefing(matter, briefed);
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

    private static Letter briefing(Matter matter, Briefed data) {
        Briefed.Counts counts = data.counts();
        List<Table> tables = new ArrayList<>(List.of(
                table(
                        "逾期情况",
                        List.of("单位", "时限", "未报", "逾期"),
                        data.overdue(),
                        data.omitted().get("overdue"),
                        "无逾期事项",
                        late -> List.of(
                                late.unit().name(),
                                Chinese.shortDay(late.due()),
                                late.open() + "项",
                                late.workingDaysLate() + "个工作日")),
                table(
                        "三个工作日内到期",
                        List.of("单位", "时限", "未报", "剩余"),
                        data.dueSoon(),
                        data.omitted().get("dueSoon"),
                        "无",
                        soon -> List.of(
                                soon.unit().name(),
                                Chinese.shortDay(soon.due()),
                                soon.open() + "项",
                                soon.workingDaysLeft() == 0 ? "今日截止" : soon.workingDaysLeft() + "个工作日")),
                table(
                        "新收到的报送",
                        List.of("单位", "事项", "内容"),
                        data.newReports(),
                        data.omitted().get("newReports"),
                        "无",
                        report -> List.of(
                                report.unit().name(),
                                report.label(),
                                ("FINAL".equals(report.kind()) ? "办结报告，" : "阶段报告，")
                                        + Chinese.moment(report.at())
                                        + (report.summary() == null ? "" : "：" + report.summary()))),
                table(
                        "等待审核",
                        List.of("单位", "事项", "报送时间", "已等待"),
                        data.awaitingReview(),
                        data.omitted().get("awaitingReview"),
                        "无",
                        awaiting -> List.of(
                                awaiting.unit().name(),
                                awaiting.label(),
                                Chinese.moment(awaiting.since()),
                                waited(awaiting.workingDays()))),
                table(
                        "待批延期申请",
                        List.of("单位", "事项", "申请延至", "已等待"),
                        data.extensionRequests(),
                        data.omitted().get("extensionRequests"),
                        "无",
                        request -> List.of(
                                request.unit().name(),
                                request.label(),
                                Chinese.shortDay(request.due()) + "延至" + Chinese.shortDay(request.wantedDue()),
                                waited(request.workingDays()))),
                table(
                        "待裁定异议",
                        List.of("单位", "事项", "建议承办单位", "已等待"),
                        data.disputes(),
                        data.omitted().get("disputes"),
                        "无",
                        dispute -> List.of(
                                dispute.unit().name(),
                                dispute.label(),
                                dispute.suggested() == null ? "未提出" : dispute.suggested().name(),
                                waited(dispute.workingDays()))),
                table(
                        "尚未签收",
                        List.of("单位", "事项数", "交办至今"),
                        data.unacknowledged(),
                        data.omitted().get("unacknowledged"),
                        "无",
                        silent -> List.of(
                                silent.unit().name(), silent.assignments() + "项", silent.workingDays() + "个工作日"))));
        tables.add(troubles(matter.troubles()));
        return letter(
                matter,
                "%s%s 未办结%d项 逾期%d项"
                        .formatted(Chinese.shortDay(data.day()), kept(data), counts.open(), counts.overdue()),
                "截至%s，%s共%d项责任分工、%d个单位：办结%d项，未办结%d项（其中待审核%d项），逾期%d项，涉及%d个单位；撤销%d项。"
                        .formatted(
                                Chinese.longDay(data.day()),
                                Chinese.title(data.notice().title()),
                                counts.assignments(),
                                counts.units(),
                                counts.completed(),
                                counts.open(),
                                counts.submitted(),
                                counts.overdue(),
                                counts.unitsOverdue(),
                                counts.terminated()),
                tables,
                "通知尚有未办结事项期间，每个工作日向报送邮箱发送一次通报");
    }

    /** From the third working day on, the office itself is reminded that units wait for it. */
    private static String kept(Briefed data) {
        long kept = data.awaitingReview().stream()
                .filter(awaiting -> awaiting.workingDays() >= KEPT_WAITING)
                .count();
        // Those that wait longest are named first; when all that are named do, more may.
        boolean more = kept == data.awaitingReview().size() && data.omitted().containsKey("awaitingReview");
        return kept == 0 ? "" : " %d项%s待审核已满%d个工作日".formatted(kept, more ? "以上" : "", KEPT_WAITING);
    }

    private static String waited(int workingDays) {
        return workingDays == 0 ? "当日" : workingDays + "个工作日";
    }

    private static Table troubles(AddressTroubles troubles) {
        List<List<String>> rows = new ArrayList<>();
        troubles.missing()
                .forEach(missing -> rows.add(List.of(
                        missing.unitName(), missing.audience().words(), "未登记联系方式，有" + missing.mails() + "封邮件等待发送")));
        troubles.refused()
                .forEach(refused -> rows.add(List.of(
                        refused.unitName() == null ? "" : refused.unitName(),
                        refused.address(),
                        "被退信：" + refused.reason())));
        troubles.failed()
                .forEach(failed -> rows.add(List.of(
                        failed.unitName() == null ? "" : failed.unitName(),
                        failed.audience().words(),
                        "有" + failed.mails() + "封邮件连续尝试48小时未能送出")));
        return new Table("联系方式缺失或失效", List.of("单位", "联系方式", "情况"), rows, "无", 0, 0);
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

    private static Letter letter(Matter matter, String what, String opening, List<Table> tables, String why) {
        NoticeFacts notice = matter.notice();
        String salutation = matter.audience() == Audience.INSPECTORATE
                ? matter.unitName()
                : notice.reportTo() == null ? "通知承办单位" : Chinese.name(notice.reportTo());
        List<Note> notes = new ArrayList<>();
        notes.add(new Note("来源", UnitLetter.source(notice)));
        notes.add(new Note("联系人", UnitLetter.people(notice)));
        notes.add(new Note("发送原因", why + "。本邮件由系统自动发出，直接回复无人查看。"));
        return new Letter(
                "【" + matter.kind().words() + "】" + what + "：" + Chinese.oneLine(notice.title(), 40),
                matter.issuer().demo(),
                salutation,
                List.of(opening),
                List.of(),
                0,
                tables,
                notes);
    }

    /** @param more how many values there are besides, which the event does not name; null: none */
    private static <T> Table table(
            String title,
            List<String> columns,
            List<T> values,
            Integer more,
            String empty,
            Function<T, List<String>> row) {
        return new Table(title, columns, values.stream().map(row).toList(), empty, 0, more == null ? 0 : more);
    }
}
