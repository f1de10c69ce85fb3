package org.duban.task.clerk;

import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.task.assignment.Assignment;
import org.duban.task.assignment.AssignmentStatus.Move;
import org.duban.task.assignment.AssignmentView;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.Notice;
import org.duban.task.notice.Task;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.report.Attachment;
import org.duban.task.report.Submission;
import org.duban.task.unit.Unit;

/** Reads what lies before a unit's clerk: one notice, the unit's own part of it (R11), as it stands now. */
@ApplicationScoped
class Desk {
    private final Papers papers;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Desk(Papers papers, WorkingCalendar calendar, Clock clock) {
        this.papers = papers;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Transactional
    Sheet read(Notice notice, String unit, Words words) {
        WorkingCalendar days = calendar.current();
        List<Assignment> own = Assignment.list("noticeId = ?1 and unitCode = ?2", notice.id, unit);
        Map<UUID, List<Assignment>> byTask = own.stream().collect(groupingBy(assignment -> assignment.taskId));
        Papers.Past past = papers.of(own.stream().map(assignment -> assignment.id).toList(), words);
        Map<String, List<Sheet.Item>> sections = new LinkedHashMap<>();
        for (Task task : Task.<Task>list("id in ?1 order by position", byTask.keySet())) {
            byTask.get(task.id).forEach(assignment -> sections.computeIfAbsent(task.heading == null ? "" : task.heading,
                    heading -> new ArrayList<>()).add(item(task, assignment, past, days, words)));
        }
        return new Sheet(head(notice, unit, days, words), sections.entrySet().stream()
                .map(section -> new Sheet.Section(section.getKey().isEmpty() ? null : section.getKey(), section.getValue())).toList());
    }

    /** Null: there is none. */
    @Transactional
    Notice notice(UUID id) {
        return Notice.findById(id);
    }

    /** @throws ProblemException 404: the unit has filed none of that number on the notice */
    @Transactional
    ReceiptSheet receipt(Notice notice, String unit, String number, Words words) {
        List<Submission> filed = Submission.list("receipt = ?1 and assignmentId in (select a.id from Assignment a"
                + " where a.noticeId = ?2 and a.unitCode = ?3) order by id", number, notice.id, unit);
        if (filed.isEmpty()) {
            throw ProblemException.notFound(new Text("回执", "receipt"), number);
        }
        List<Task> tasks = Task.list("id in (select a.taskId from Assignment a where a.id in ?1) order by position",
                filed.stream().map(submission -> submission.assignmentId).toList());
        Submission first = filed.get(0);
        return new ReceiptSheet(head(notice, unit, calendar.current(), words), number, Papers.entry(first,
                Attachment.of(List.of(first.id)).getOrDefault(first.id, List.of()), words),
                tasks.stream().map(task -> new ReceiptSheet.Line(task.label, task.text)).toList());
    }

    private static Sheet.Head head(Notice notice, String unit, WorkingCalendar days, Words words) {
        LocalDate by = notice.due(days);
        return new Sheet.Head(notice.title, notice.documentNumber, notice.issuedBy,
                Unit.byCode(unit).map(each -> each.name).orElse(unit), by == null ? null : words.day(by),
                notice.reportByGiven ? null : notice.reportByText, words.people(notice));
    }

    private Sheet.Item item(Task task, Assignment assignment, Papers.Past past, WorkingCalendar days, Words words) {
        LocalDate today = BusinessDays.today(clock);
        AssignmentView view = AssignmentView.of(assignment, today, days);
        boolean owed = assignment.status.isOwed();
        boolean dated = assignment.due != null;
        boolean english = words.english();
        return new Sheet.Item(assignment.id, task.label, task.text, assignment.role.word(english) + words.say("单位", ""),
                assignment.status.word(english), view.light(), view.light().word(english),
                dated ? words.day(assignment.due) : null,
                owed && dated ? words.left(assignment.due, today, days.workingDaysBetween(today, assignment.due)) : null,
                dated ? assignment.due.plusDays(1).toString() : null, assignment.status.allows(Move.ACKNOWLEDGE), owed,
                owed && dated && !view.overdue() && !past.extending().contains(assignment.id),
                owed && !past.disputed().contains(assignment.id), past.entries().getOrDefault(assignment.id, List.of()));
    }
}
