package org.duban.task.board;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.task.assignment.Assignment;
import org.duban.task.assignment.AssignmentView;
import org.duban.task.board.BoardWaiting.Waiting;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.Notice;
import org.duban.task.notice.Task;
import org.duban.task.report.Attachment;
import org.duban.task.report.Dispute;
import org.duban.task.report.DisputeResource.DisputeView;
import org.duban.task.report.ExtensionRequest;
import org.duban.task.report.ExtensionRequestResource.ExtensionRequestView;
import org.duban.task.report.History;
import org.duban.task.report.HistoryResource.HistoryEntry;
import org.duban.task.report.Reviewers;
import org.duban.task.report.Submission;
import org.duban.task.report.SubmissionResource.SubmissionView;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.duban.task.unit.Unit;

/** The two pages on which something is decided, as text. */
@ApplicationScoped
public class BoardPages {
    private final BoardWaiting waiting;
    private final History history;
    private final Caller caller;
    private final WorkingCalendar calendar;
    private final Clock clock;

    BoardPages(BoardWaiting waiting, History history, Caller caller, WorkingCalendar calendar, Clock clock) {
        this.waiting = waiting;
        this.history = history;
        this.caller = caller;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * What the page of an assignment shows.
     *
     * @param live      the notice takes decisions
     * @param reviews   the caller decides on what this unit files (R11)
     * @param settles   the caller decides on disputes
     * @param reports   newest first, as the others
     */
    public record Shown(Notice notice, Task task, Unit unit, AssignmentView assignment, boolean live, boolean reviews, boolean settles,
            List<SubmissionView> reports, List<ExtensionRequestView> extensions, List<DisputeView> disputes, List<HistoryEntry> history) {}

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance assignment(boolean english, LocalDate today, Shown shown, BoardPlace here, BoardAnswer answer);

        static native TemplateInstance waiting(boolean english, LocalDate today, Notice notice, BoardPage<Waiting<SubmissionView>> reports,
                BoardPage<Waiting<ExtensionRequestView>> extensions, BoardPage<Waiting<DisputeView>> disputes, BoardPlace here, BoardAnswer answer);
    }

    /** @param answer what was entered and refused, or {@link BoardAnswer#NONE} */
    @Transactional
    String at(BoardPlace place, boolean english, BoardAnswer answer) {
        return place.assignment() == null ? waiting(place, english, answer) : assignment(place, english, answer);
    }

    private String waiting(BoardPlace here, boolean english, BoardAnswer answer) {
        UUID notice = here.notice();
        return Templates.waiting(english, BusinessDays.today(clock), notice == null ? null : Notice.byId(notice),
                waiting.reports(notice, here.page(), caller::has), waiting.extensions(notice, here.page(), caller::has),
                waiting.disputes(notice, here.page(), caller::has), here, answer).render();
    }

    private String assignment(BoardPlace here, boolean english, BoardAnswer answer) {
        UUID id = here.assignment();
        LocalDate today = BusinessDays.today(clock);
        Assignment assignment = Assignment.<Assignment>findByIdOptional(id).orElseThrow(() -> Assignment.missing(id));
        Notice notice = Notice.byId(assignment.noticeId);
        boolean live = notice.status == Notice.Status.DISPATCHED;
        Shown shown = new Shown(notice, Task.byId(assignment.taskId), Unit.byCode(assignment.unitCode).orElseThrow(),
                AssignmentView.of(assignment, today, calendar), live,
                live && caller.has(Reviewers.roleFor(assignment.unitCode, notice.reportToUnit, notice.inspectorateUnit)),
                live && caller.has(Roles.OFFICE), reports(id),
                ExtensionRequest.<ExtensionRequest>list("assignmentId = ?1 order by id desc", id).stream().map(ExtensionRequestView::of).toList(),
                Dispute.<Dispute>list("assignmentId = ?1 order by id desc", id).stream().map(DisputeView::of).toList(),
                history.read(id, true));
        return Templates.assignment(english, today, shown, here, answer).render();
    }

    private static List<SubmissionView> reports(UUID assignment) {
        List<Submission> reports = Submission.list("assignmentId = ?1 order by id desc", assignment);
        Map<UUID, List<Attachment.View>> attachments = Attachment.of(reports.stream().map(report -> report.id).toList());
        return reports.stream().map(report -> SubmissionView.of(report, attachments)).toList();
    }
}
