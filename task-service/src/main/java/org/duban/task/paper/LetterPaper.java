package org.duban.task.paper;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.Notice;
import org.duban.task.paper.Letters.LateTask;

/** 催办函: to one unit, what it is late with. */
final class LetterPaper {
    /** Of each task's text; the notice itself is at hand. */
    private static final int LONGEST = 120;
    private static final int MOST = 300;
    private static final int MOST_PEOPLE = 5;

    private LetterPaper() {}

    /**
     * @param unit  its name
     * @param tasks what it is late with, not empty
     * @param today the day that the letter is of
     */
    static byte[] write(Notice notice, String unit, List<LateTask> tasks, LocalDate today, WorkingCalendar calendar, boolean demo) {
        OfficialPaper paper = new OfficialPaper("关于催办" + Words.title(notice) + "逾期事项的函", demo);
        paper.addressee(Words.line(unit));
        paper.text(Words.source(notice) + "所列由你单位办理的下列事项已超过完成时限。截至" + Words.day(today) + "，共" + tasks.size()
                + "项尚未报送办结情况：");
        int number = 0;
        for (LateTask task : tasks.subList(0, Math.min(MOST, tasks.size()))) {
            int late = -calendar.workingDaysBetween(today, task.due());
            paper.text(++number + "." + Words.line(task.label()) + " " + Words.line(task.text(), LONGEST) + "（" + task.role().word(false)
                    + "；完成时限" + Words.day(task.due()) + "，" + (late == 0 ? "已逾期" : "逾期" + late + "个工作日") + "；"
                    + task.status().word(false) + "）");
        }
        if (tasks.size() > MOST) {
            paper.text("因篇幅所限，另有" + (tasks.size() - MOST) + "项未列出，见台账。");
        }
        paper.text("请你单位抓紧办理，尽快将办理情况" + to(notice) + "。确有特殊情况的，请及时书面说明原因和预计完成时间。");
        people(notice, paper);
        paper.text("特此函告。");
        paper.signature(notice.reportTo == null ? null : Words.line(notice.reportTo), today);
        return paper.bytes();
    }

    private static String to(Notice notice) {
        return (notice.reportTo == null ? "按通知要求报送" : "报送" + Words.line(notice.reportTo))
                + (notice.mailbox == null ? "" : "（邮箱：" + Words.line(notice.mailbox) + "）");
    }

    /** As the notice prints them. */
    private static void people(Notice notice, OfficialPaper paper) {
        String people = notice.contact.stream().limit(MOST_PEOPLE)
                .map(person -> Stream.of(person.name(), person.phone()).filter(Objects::nonNull).map(Words::line).collect(Collectors.joining("，")))
                .filter(person -> !person.isEmpty()).collect(Collectors.joining("；"));
        if (!people.isEmpty()) {
            paper.text("联系人：" + people + "。");
        }
    }
}
