package org.duban.task.board;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.notice.Notice;
import org.duban.task.board.BoardWaiting.Waiting;
import org.duban.task.problem.Languages;
import org.duban.task.report.Dispute;
import org.duban.task.report.DisputeResource.DisputeDecisionRequest;
import org.duban.task.report.DisputeResource.DisputeView;
import org.duban.task.report.Disputes;
import org.duban.task.report.ExtensionRequest;
import org.duban.task.report.ExtensionRequestResource.ExtensionDecisionRequest;
import org.duban.task.report.ExtensionRequestResource.ExtensionRequestView;
import org.duban.task.report.Extensions;
import org.duban.task.report.Reports;
import org.duban.task.report.Submission;
import org.duban.task.report.SubmissionResource.ReviewRequest;
import org.duban.task.report.SubmissionResource.SubmissionView;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.duban.task.signin.PagePath;
import org.duban.task.site.HtmlPage;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What waits for a decision, and the decisions: by the same classes as over REST, so who may is asked there (R11). */
@Path("/board")
@HtmlPage
public class BoardWaitingResource {
    private final BoardWaiting waiting;
    private final Reports reports;
    private final Extensions extensions;
    private final Disputes disputes;
    private final BoardForm form;
    private final Caller caller;
    private final Clock clock;

    BoardWaitingResource(BoardWaiting waiting, Reports reports, Extensions extensions, Disputes disputes, BoardForm form,
            Caller caller, Clock clock) {
        this.waiting = waiting;
        this.reports = reports;
        this.extensions = extensions;
        this.disputes = disputes;
        this.form = form;
        this.caller = caller;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance waiting(boolean english, LocalDate today, Notice notice,
                BoardPage<Waiting<SubmissionView>> reports, BoardPage<Waiting<ExtensionRequestView>> extensions,
                BoardPage<Waiting<DisputeView>> disputes, String here);
    }

    /** @param noticeId null: of all notices */
    @GET
    @Path("/waiting")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    @Transactional
    public String waiting(@QueryParam("notice") UUID noticeId,
            @QueryParam("page") @DefaultValue("1") @Min(1) @Max(BoardResource.LAST_PAGE) int page,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return Templates.waiting(Languages.english(language), BusinessDays.today(clock),
                noticeId == null ? null : Notice.byId(noticeId), waiting.reports(noticeId, page, caller::has),
                waiting.extensions(noticeId, page, caller::has), waiting.disputes(noticeId, page, caller::has),
                "/board/waiting" + (noticeId == null ? "" : "?notice=" + noticeId)).render();
    }

    /** @param to the page to go to, as for the others */
    @POST
    @Path("/submissions/{id}/review")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response review(@PathParam("id") UUID id, @FormParam("decision") Submission.Decision decision,
            @FormParam("reason") String reason, @FormParam("newDue") LocalDate newDue, @FormParam("to") String to) {
        reports.review(id, form.valid(new ReviewRequest(decision, BoardForm.text(reason), newDue)), caller::has, caller.actor());
        return PagePath.go(to).build();
    }

    @POST
    @Path("/extension-requests/{id}/decision")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response extension(@PathParam("id") UUID id, @FormParam("decision") ExtensionRequest.Decision decision,
            @FormParam("reason") String reason, @FormParam("newDue") LocalDate newDue, @FormParam("to") String to) {
        extensions.decide(id, form.valid(new ExtensionDecisionRequest(decision, BoardForm.text(reason), newDue)), caller::has, caller.actor());
        return PagePath.go(to).build();
    }

    @POST
    @Path("/disputes/{id}/decision")
    @RolesAllowed(Roles.OFFICE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response dispute(@PathParam("id") UUID id, @FormParam("decision") Dispute.Decision decision,
            @FormParam("reason") String reason, @FormParam("moveTo") String moveTo, @FormParam("to") String to) {
        disputes.decide(id, form.valid(new DisputeDecisionRequest(decision, BoardForm.text(reason), BoardForm.text(moveTo))), caller.actor());
        return PagePath.go(to).build();
    }
}
