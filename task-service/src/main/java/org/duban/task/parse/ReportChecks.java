package org.duban.task.parse;

import java.util.List;

/** What a person should look at in the duty to report. */
final class ReportChecks {
    private final SourceText text;
    private final Findings findings;

    ReportChecks(SourceText text, Findings findings) {
        this.text = text;
        this.findings = findings;
    }

    void run(List<ReportReader.Duty> duties, ReportReader.Duty main, Range mailbox, List<Range> mailboxes) {
        if (main != null && main.limit() != null) {
            DateMention limit = main.limit();
            findings.info("due-inclusive", limit.start(), limit.phraseEnd(), "“%s”理解为含当日。"
                    .formatted(text.name(limit.start(), limit.phraseEnd())));
        } else {
            findings.warn("no-report-day", 0, 0, "没有读到全文统一的报送日期。");
        }
        for (ReportReader.Duty duty : duties) {
            if (duty.recurring() != null) {
                findings.warn("recurring-deadline", duty.recurring().start(), duty.recurring().end(), "这是周期性的报送日期,只照原文保留,不排入日程。");
            }
            if (duty != main && duty.limit() != null && !sameDay(duty, main)) {
                findings.warn("several-report-days", duty.limit().start(), duty.limit().phraseEnd(), "文中另有一个报送日期,没有采用。");
            }
        }
        for (Range other : mailboxes) {
            if (mailbox != null && !text.name(other.start(), other.end()).equals(text.name(mailbox.start(), mailbox.end()))) {
                findings.info("several-mailboxes", other.start(), other.end(), "文中另有一个邮箱,没有采用。");
            }
        }
    }

    private static boolean sameDay(ReportReader.Duty duty, ReportReader.Duty main) {
        return main.limit() != null && duty.limit().in(2000) != null && duty.limit().in(2000).equals(main.limit().in(2000));
    }
}
