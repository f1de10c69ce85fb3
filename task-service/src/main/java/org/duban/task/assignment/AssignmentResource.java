package org.duban.task.assignment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;
import org.duban.task.listing.Page;
import org.duban.task.listing.Paging;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Assignments over REST: read, acknowledge. Reports on them are {@code report}'s. */
@Path("/api/v1/assignments")
@Tag(name = "assignments")
public class AssignmentResource {
    private final AssignmentReader reader;
    private final Acknowledgements acknowledgements;
    private final Caller caller;
    private final Paging paging;
    private final WorkingCalendar calendar;
    private final Clock clock;

    AssignmentResource(AssignmentReader reader, Acknowledgements acknowledgements, Caller caller, Paging paging,
            WorkingCalendar calendar, Clock clock) {
        this.reader = reader;
        this.acknowledgements = acknowledgements;
        this.caller = caller;
        this.paging = paging;
        this.calendar = calendar;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "listAssignments", summary = "列出责任分工 (List assignments)",
            description = "单位令牌看到本单位的，以及本单位牵头事项中其他单位的。"
                    + "(A unit sees its own and those of the tasks that it leads.)")
    @Transactional
    public Page<AssignmentView> list(@QueryParam("notice") UUID notice, @QueryParam("task") UUID task,
            @QueryParam("deadline") UUID deadline, @BeanParam AssignmentQuery query,
            @Parameter(description = "排序。有 changedSince 时只能是 changedAt；有 dueFrom、dueTo、overdue 或 light 时为 due（默认）、-due；"
                    + "否则有 status 时为 due（默认）、-due、changedAt；其他为 id（默认）、changedAt、due、-due。(Order: with changedSince only "
                    + "changedAt; with dueFrom, dueTo, overdue or light: due, the default, or -due; else with status: due, the default, -due or "
                    + "changedAt; else id, the default, changedAt, due or -due.)")
            @QueryParam("sort") String sort,
            @Parameter(description = "上一页的 next (next of the page before)") @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Filter scope = new Filter().and("a.noticeId = :notice", "notice", notice).and("a.taskId = :task", "task", task)
                .and("a.deadlineId = :deadline", "deadline", deadline);
        Order<Assignment> order = Paging.order(query.orders(), sort);
        return paging.read(source(parts(query, order, scope)), order, after, limit).map(this::view);
    }

    /** Of what the caller may read: all, or its own and what others do on tasks that it leads (R11). */
    private List<Filter> parts(AssignmentQuery query, Order<Assignment> order, Filter scope) {
        LocalDate today = BusinessDays.today(clock);
        String reader = caller.onlyUnit();
        if (reader == null || reader.equals(query.unit)) {
            return query.parts(order, scope, query.unit != null, today, calendar);
        }
        Filter ledBy = query.narrow(Assignment.ledBy(reader).and(scope), "a", today, calendar);
        if (query.unit != null) {
            return List.of(ledBy);
        }
        scope.and("a.unitCode = :reader", "reader", reader);
        return Stream.concat(query.parts(order, scope, true, today, calendar).stream(), Stream.of(ledBy)).toList();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getAssignment", summary = "查看一项责任分工 (Read one assignment)",
            description = "单位令牌看不到的视为不存在。(What a unit may not see does not exist for it.)")
    @Extension(name = Problems.NAME, value = "not-found")
    public AssignmentView get(@PathParam("id") UUID id) {
        return view(reader.read(id, caller.onlyUnit()));
    }

    @POST
    @Path("/{id}/acknowledgement")
    @RolesAllowed(Roles.UNIT)
    @Operation(operationId = "acknowledgeAssignment", summary = "签收 (Acknowledge)",
            description = "由责任单位确认收到。可重复调用，再次签收不改变任何内容。"
                    + "(By the unit itself; safe to repeat.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict")
    public AssignmentView acknowledge(@PathParam("id") UUID id) {
        return view(acknowledgements.acknowledge(id, caller.unit(), caller.actor()));
    }

    private AssignmentView view(Assignment assignment) {
        return AssignmentView.of(assignment, BusinessDays.today(clock), calendar);
    }

    private static Paging.Source<Assignment> source(List<Filter> parts) {
        return new Paging.Source<>(Assignment.class, "a", parts, a -> a.id, UUID::fromString);
    }
}
