package org.duban.task.assignment;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.task.notice.DeadlineRule;
import org.duban.task.notice.Notice;
import org.duban.task.notice.Task;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a deadline came to its day: what was written, how it was read, and by which rule it became the day in force.
 *
 * @param source  where the day comes from
 * @param words   as written (R1); null when the office gave the day
 * @param readAs  the day that was read or given
 * @param rule    null when the office gave the day: it is taken as it is
 * @param due     the day in force, inclusive
 */
@Schema(name = "DeadlineReading", requiredProperties = {"source", "readAs", "due"})
public record Reading(Source source, @Schema(examples = "2023年8月1日前") String words,
        @Schema(examples = "2023-08-01") LocalDate readAs, Rule rule, @Schema(examples = "2023-08-01") LocalDate due) {

    /** Where a day comes from. */
    @Schema(name = "ReadingSource")
    public enum Source {
        /** The task's own words. */
        TASK,
        /** The notice's day to report by. */
        NOTICE,
        /** The office: at dispatch, by a return, an extension, a reopening. */
        OFFICE
    }

    /** @param version rises when the same names would come to another day */
    @Schema(name = "AppliedDeadlineRule", requiredProperties = {"before", "restDay", "version"})
    public record Rule(DeadlineRule.Before before, DeadlineRule.RestDay restDay, @Schema(examples = "1") int version) {}

    /** Each once, in the order of the tasks; none for a deadline without a day. */
    static List<Reading> of(Deadline deadline, List<Assignment> assignments) {
        if (deadline.due == null || assignments.isEmpty()) {
            return List.of();
        }
        Notice notice = Notice.byId(deadline.noticeId);
        return Task.<Task>list("id in ?1 order by position", assignments.stream().map(a -> a.taskId).toList()).stream()
                .map(task -> of(deadline, task, notice)).distinct().toList();
    }

    private static Reading of(Deadline deadline, Task task, Notice notice) {
        boolean own = task.due() != null;
        boolean given = !own && notice.reportByGiven || !Objects.equals(task.inForce, deadline.due);
        if (given) {
            return new Reading(Source.OFFICE, null, deadline.due, null, deadline.due);
        }
        DeadlineRule rule = notice.rule();
        return new Reading(own ? Source.TASK : Source.NOTICE, task.dueWords(notice), own ? task.due().day() : notice.reportBy,
                new Rule(rule.before(), rule.restDay(), DeadlineRule.VERSION), deadline.due);
    }
}
