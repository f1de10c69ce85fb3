package org.duban.notify.mail;

import java.util.ArrayList;
import java.util.List;
import org.duban.notify.mail.Letter.Table;

/** The office's daily summary of a notice, with the addresses that it has to mend (R8, R10). */
final class BriefingLetter {

    private static final int KEPT_WAITING = 3;

    private BriefingLetter() {}

    static Letter write(Matter matter, Briefed data) {
        Briefed.Counts counts = data.counts();
        List<Table> tables = new ArrayList<>(List.of(
                OfficeLetter.table(
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
                OfficeLetter.table(
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
                OfficeLetter.table(
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
                OfficeLetter.table(
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
                OfficeLetter.table(
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
                OfficeLetter.table(
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
                OfficeLetter.table(
                        "尚未签收",
                        List.of("单位", "事项数", "交办至今"),
                        data.unacknowledged(),
                        data.omitted().get("unacknowledged"),
                        "无",
                        silent -> List.of(
                                silent.unit().name(), silent.assignments() + "项", silent.workingDays() + "个工作日"))));
        tables.add(troubles(matter.troubles()));
        return OfficeLetter.letter(
                matter,
                "%s%s 未办结%d项 逾期%d项"
                        .formatted(Chinese.shortDay(data.day()), kept(data), counts.open(), counts.overdue()),
                "截至%s，%s共%d项责任分工、%d个单位：办结%d项，未办结%d项（其中待审核%d项）%s；%s。"
                        .formatted(
                                Chinese.longDay(data.day()),
                                Chinese.title(data.notice().title()),
                                counts.assignments(),
                                counts.units(),
                                counts.completed(),
                                counts.open(),
                                counts.submitted(),
                                counts.terminated() == 0 ? "" : "，撤销" + counts.terminated() + "项",
                                counts.overdue() == 0
                                        ? "无逾期事项"
                                        : "逾期" + counts.overdue() + "项，涉及" + counts.unitsOverdue() + "个单位"),
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
                        "邮件未能送达：" + refused.reason())));
        troubles.failed()
                .forEach(failed -> rows.add(List.of(
                        failed.unitName() == null ? "" : failed.unitName(),
                        failed.audience().words(),
                        "有" + failed.mails() + "封邮件连续尝试48小时未能送出")));
        return new Table("联系方式缺失或失效", List.of("单位", "联系方式", "情况"), rows, "无", 0, 0);
    }
}
