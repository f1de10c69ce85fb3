package org.duban.task.board;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.util.UUID;
import org.duban.task.problem.Languages;
import org.duban.task.report.Dispute;
import org.duban.task.report.DisputeResource.DisputeDecisionRequest;
import org.duban.task.report.Disputes;
import org.duban.task.report.ExtensionRequest;
import org.duban.task.report.ExtensionRequestResource.ExtensionDecisionRequest;
import org.duban.task.report.Extensions;
import org.duban.task.report.Reports;
import org.duban.task.report.Submission;
import org.duban.task.report.SubmissionResource.ReviewRequest;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.duban.task.site.FormAnswer;
import org.duban.task.site.HtmlPage;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What waits for a decision, and the decisions: by the same classes as over REST, so who may is asked there (R11). */
@Path("/board")
@HtmlPage
@Produces(MediaType.TEXT_HTML)
public class BoardWaitingResource {
    private final BoardPages pages;
    private final Reports reports;
    private final Extensions extensions;
    private final Disputes disputes;
    private final BoardForm form;
    private final Caller caller;

    BoardWaitingResource(BoardPages pages, Reports reports, Extensions extensions, Disputes disputes, BoardForm form, Caller caller) {
        this.pages = pages;
        this.reports = reports;
        this.extensions = extensions;
        this.disputes = disputes;
        this.form = form;
        this.caller = caller;
    }

    /** @param notice null: of all notices */
    @GET
    @Path("/waiting")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
    @Operation(hidden = true)
    public String waiting(@QueryParam("notice") UUID notice,
            @QueryParam("page") @DefaultValue("1") @Min(1) @Max(BoardResource.LAST_PAGE) int page,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return pages.at(BoardPlace.ofWaiting(notice, page), Languages.english(language), BoardAnswer.NONE);
    }

    @POST
    @Path("/submissions/{id}/review")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response review(@PathParam("id") UUID id, @Valid @BeanParam BoardAnswer answer,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return decided(id, answer, language, () -> reports.review(id, form.valid(new ReviewRequest(
                answer.decision(Submission.Decision.class), answer.reason(), answer.newDue())), caller::has, caller.actor()));
    }

    @POST
    @Path("/extension-requests/{id}/decision")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response extension(@PathParam("id") UUID id, @Valid @BeanParam BoardAnswer answer,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return decided(id, answer, language, () -> extensions.decide(id, form.valid(new ExtensionDecisionRequest(
                answer.decision(ExtensionRequest.Decision.class), answer.reason(), answer.newDue())), caller::has, caller.actor()));
    }

    @POST
    @Path("/disputes/{id}/decision")
    @RolesAllowed(Roles.OFFICE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response dispute(@PathParam("id") UUID id, @Valid @BeanParam BoardAnswer answer,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return decided(id, answer, language, () -> disputes.decide(id, form.valid(new DisputeDecisionRequest(
                answer.decision(Dispute.Decision.class), answer.reason(), form.unit(answer.moveTo()))), caller.actor()));
    }

    /** Leads back to the page; where it was refused, that page stands there again with what was entered. */
    private Response decided(UUID id, BoardAnswer answer, String language, Runnable decision) {
        BoardPlace place = answer.place();
        return FormAnswer.of(place.path(), language, () -> {
            decision.run();
            return place.path();
        }, (english, problem) -> pages.at(place, english, answer.refused(id, problem)));
    }
}
