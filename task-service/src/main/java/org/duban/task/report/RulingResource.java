package org.duban.task.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.duban.task.assignment.Assignment;
import org.duban.task.assignment.AssignmentView;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.idempotency.Idempotent;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The office's side on an assignment over REST. */
@Path("/api/v1/assignments")
@Tag(name = "assignments")
public class RulingResource {
    private final Rulings rulings;
    private final Caller caller;
    private final WorkingCalendar calendar;
    private final Clock clock;

    RulingResource(Rulings rulings, Caller caller, WorkingCalendar calendar, Clock clock) {
        this.rulings = rulings;
        this.caller = caller;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** @param newDue the new day, inclusive, not before today; the day in force stays allowed */
    public record ReopenRequest(
            @Schema(examples = "抽查发现隐患未整改到位。") @NotBlank @Size(max = 2000) String reason,
            @Schema(examples = "2023-08-20") @NotNull LocalDate newDue) {}

    /** @param reason told to the unit, and kept in the audit trail */
    public record TerminateRequest(
            @Schema(examples = "机构改革后该职责不再保留。") @NotBlank @Size(max = 2000) String reason) {}

    /** @param unit code of the unit that takes it over */
    public record MoveRequest(@Schema(examples = "532500-09") @NotBlank String unit,
            @Schema(examples = "该事项由市场监管部门承担。") @NotBlank @Size(max = 2000) String reason) {}

    @POST
    @Path("/{id}/reopen")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "reopenAssignment", summary = "重新办理已办结的事项 (Reopen a completed assignment)",
            description = "须说明理由并给出新的期限，原期限保留；以邮件告知单位，此后照常提醒。"
                    + "(With a reason and a new day; the original day is kept, the unit is told by mail and reminded again.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict")
    public AssignmentView reopen(@PathParam("id") UUID id, @NotNull @Valid ReopenRequest body) {
        return view(rulings.reopen(id, body.reason().strip(), body.newDue(), caller.actor()));
    }

    @POST
    @Path("/{id}/terminate")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "terminateAssignment", summary = "撤销责任分工 (Terminate an assignment)",
            description = "未办结的均可撤销，须说明理由；此后不再提醒。(Any open one, with a reason; no more mails for it.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict")
    public AssignmentView terminate(@PathParam("id") UUID id, @NotNull @Valid TerminateRequest body) {
        return view(rulings.terminate(id, body.reason().strip(), caller.actor()));
    }

    @POST
    @Path("/{id}/move")
    @Idempotent
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "moveAssignment", summary = "改由其他单位承担 (Move an assignment to another unit)",
            description = "原责任分工撤销；另一单位承担同一事项、同一角色，期限为现行期限，并收到交办邮件。答复是新的责任分工。"
                    + "(It is terminated, and the other unit gets the same part of the task by the day in force, and a "
                    + "mail. The answer is the new assignment.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,units-unknown,conflict,key-in-flight,key-reused")
    @APIResponse(responseCode = "201", description = "已建立 (Created)", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = AssignmentView.class)))
    public RestResponse<AssignmentView> moveAssignment(@PathParam("id") UUID id, @NotNull @Valid MoveRequest body) {
        Assignment passed = rulings.move(id, body.unit(), "/unit", body.reason().strip(), caller.actor());
        return RestResponse.ResponseBuilder.<AssignmentView>create(RestResponse.Status.CREATED)
                .location(URI.create("/api/v1/assignments/" + passed.id)).entity(view(passed)).build();
    }

    private AssignmentView view(Assignment assignment) {
        return AssignmentView.of(assignment, BusinessDays.today(clock), calendar);
    }
}
