package org.duban.task.board;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.task.assignment.Assignment;
import org.duban.task.assignment.AssignmentView;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.listing.Filter;
import org.duban.task.notice.Notice;
import org.duban.task.notice.Task;
import org.duban.task.problem.Languages;
import org.duban.task.report.Attachment;
import org.duban.task.report.AttachmentDownload;
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
import org.duban.task.site.HtmlPage;
import org.duban.task.unit.Unit;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One assignment with all that was said about it, and what may be decided now. */
@Path("/board")
@HtmlPage
@RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
@Transactional
public class BoardAssignmentResource {
    private final History history;
    private final AttachmentDownload download;
    private final Caller caller;
    private final WorkingCalendar calendar;
    private final Clock clock;

    BoardAssignmentResource(History history, AttachmentDownload download, Caller caller, WorkingCalendar calendar, Clock clock) {
        this.history = history;
        this.download = download;
        this.caller = caller;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * What the page shows.
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
        static native TemplateInstance assignment(boolean english, LocalDate today, Shown shown, String here);
    }

    @GET
    @Path("/assignments/{id}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String assignment(@PathParam("id") UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
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
                history.read(id));
        return Templates.assignment(Languages.english(language), today, shown, "/board/assignments/" + id).render();
    }

    private static List<SubmissionView> reports(UUID assignment) {
        List<Submission> reports = Submission.list("assignmentId = ?1 order by id desc", assignment);
        Map<UUID, List<Attachment.View>> attachments = Attachment.of(reports.stream().map(report -> report.id).toList());
        return reports.stream().map(report -> SubmissionView.of(report, attachments)).toList();
    }

    @GET
    @Path("/attachments/{id}")
    @Operation(hidden = true)
    public Response attachment(@PathParam("id") UUID id, @Context Request request) {
        return download.answer(id, new Filter(), request);
    }
}
