package org.duban.task.paper;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.task.assignment.SummaryResource.Counts;
import org.duban.task.assignment.SummaryResource.Summary;
import org.duban.task.notice.Notice;
import org.duban.task.paper.ReportQuery.Accepted;
import org.duban.task.paper.ReportQuery.Attached;
import org.duban.task.paper.ReportQuery.Open;

/** 落实情况报告: the draft that the office forwards to who issued the notice. */
final class ReportPaper {
    /** Some eight hundred pages. */
    private static final int MOST_CHARACTERS = 500_000;

    private final Notice notice;
    private final Summary summary;
    private final OfficialPaper paper;

    private ReportPaper(Notice notice, Summary summary, boolean demo) {
        this.notice = notice;
        this.summary = summary;
        this.paper = new OfficialPaper(title(notice), demo);
    }

    static String title(Notice notice) {
        return "关于" + Words.title(notice) + "落实情况的报告";
    }

    /** @param accepted, attached, open as the query gives them, of the day of the summary */
    static byte[] write(Notice notice, Summary summary, List<Accepted> accepted, List<Attached> attached, List<Open> open, boolean demo) {
        ReportPaper report = new ReportPaper(notice, summary, demo);
        report.opening();
        report.figures();
        report.accepted(accepted);
        report.open(open);
        report.close(attached);
        return report.paper.bytes();
    }

    private void opening() {
        if (notice.issuedBy != null) {
            paper.addressee(Words.line(notice.issuedBy));
        }
        paper.text("按照" + Words.source(notice) + "要求，现将截至" + Words.day(summary.asOf()) + "的落实情况报告如下。");
    }

    private void figures() {
        Counts all = summary.total();
        paper.heading("一、总体情况");
        paper.text("共" + summary.tasks() + "项任务，涉及" + summary.units().size() + "个单位、" + all.assignments() + "项责任分工。其中已办结"
                + all.completed() + "项，待审核" + all.submitted() + "项，办理中" + all.inProgress() + "项，待签收" + all.awaitingAcknowledgement()
                + "项" + (all.terminated() == 0 ? "" : "，撤销" + all.terminated() + "项") + "；办结率" + all.completion() + "%"
                + (all.overdue() == 0 ? "，无逾期。" : "，逾期" + all.overdue() + "项。"));
    }

    private void accepted(List<Accepted> reports) {
        paper.heading("二、已办结事项落实情况");
        if (reports.isEmpty()) {
            paper.text("尚无审核通过的报送。");
        }
        String heading = null;
        int task = -1;
        int told = 0;
        int characters = 0;
        for (Accepted report : reports) {
            if (characters > MOST_CHARACTERS) {
                break;
            }
            if (report.heading() != null && !report.heading().equals(heading)) {
                paper.subheading(Words.line(report.heading()));
            }
            heading = report.heading();
            if (report.task() != task) {
                paper.text(Words.line(report.label()) + " " + report.text());
                task = report.task();
            }
            paper.text(Words.line(report.unit()) + "：" + Words.clean(report.summary()).strip());
            more("存在问题：", report.problems());
            more("下一步打算：", report.nextSteps());
            told++;
            characters += report.length();
        }
        rest(summary.total().completed() - told, "项已办结的责任分工未列出，见台账。");
    }

    private void more(String what, String text) {
        if (!Words.clean(text).isBlank()) {
            paper.text(what + Words.clean(text).strip());
        }
    }

    private void open(List<Open> units) {
        Counts all = summary.total();
        int open = all.awaitingAcknowledgement() + all.inProgress() + all.submitted();
        paper.heading("三、尚未办结的事项");
        if (open == 0) {
            paper.text("各项责任分工均已办结。");
            return;
        }
        paper.text("尚有" + open + "项责任分工未办结：");
        int told = 0;
        for (Open unit : units) {
            String of = Stream.of(counted("待审核", unit.waiting()), counted("逾期", unit.overdue())).filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("、"));
            paper.text(Words.line(unit.unit()) + unit.count() + "项：" + unit.labels().stream().map(Words::line).collect(Collectors.joining("、"))
                    + (unit.count() > unit.labels().size() ? "等" : "") + (of.isEmpty() ? "" : "（其中" + of + "）") + "。");
            told += unit.count();
        }
        rest(open - told, "项未办结的责任分工未列出，见台账。");
    }

    private static String counted(String what, int count) {
        return count == 0 ? "" : what + count + "项";
    }

    /** A long report ends somewhere, and says so. */
    private void rest(int count, String what) {
        if (count > 0) {
            paper.text("因篇幅所限，另有" + count + what);
        }
    }

    private void close(List<Attached> files) {
        Stream<String> names = files.stream().map(file -> Words.line(file.unit()) + "：" + Words.line(file.name()));
        Stream<String> more = files.size() < ReportQuery.MOST ? Stream.of() : Stream.of("其余附件从略");
        paper.attachments(Stream.concat(names, more).toList());
        paper.signature(notice.reportTo == null ? null : Words.line(notice.reportTo), summary.asOf());
    }
}
