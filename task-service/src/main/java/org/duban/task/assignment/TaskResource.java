package org.duban.task.assignment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;
import org.duban.task.listing.Page;
import org.duban.task.listing.Paging;
import org.duban.task.notice.Task;
import org.duban.task.notice.UnitRole;
import org.duban.task.parse.Due;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The measures of notices, as printed, to read. They are changed under their notice: {@link AmendmentResource}. */
@Path("/api/v1/tasks")
@Tag(name = "tasks")
public class TaskResource {
    private final Caller caller;
    private final Paging paging;
    private final WorkingCalendar calendar;
    private final Clock clock;

    TaskResource(Caller caller, Paging paging, WorkingCalendar calendar, Clock clock) {
        this.caller = caller;
        this.paging = paging;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** @param withdrawnAt when an amendment took it out of the notice; null while it stands */
    @Schema(name = "Task", requiredProperties = {"id", "noticeId", "ref", "text", "lead", "responsible", "assisting", "etc"})
    public record TaskView(UUID id, UUID noticeId, @Schema(examples = "二/(四)/1") String ref,
            @Schema(examples = "4.1") String number, @Schema(examples = "(四)-1") String label,
            @Schema(examples = "(四)聚焦专项治理行动") String heading, @Schema(examples = "加强防溺水工作。") String text,
            List<String> lead, List<String> responsible, List<String> assisting, boolean etc,
            @Schema(implementation = String.class, examples = "2023-07-31") Due due, String dueText,
            Instant withdrawnAt) {

        static TaskView of(Task t) {
            return new TaskView(t.id, t.noticeId, t.ref, t.number, t.label, t.heading, t.text,
                    t.names(UnitRole.LEAD), t.names(UnitRole.RESPONSIBLE), t.names(UnitRole.ASSISTING), t.etc,
                    t.due(), t.dueText, t.withdrawnAt);
        }
    }

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "listTasks", summary = "列出事项 (List tasks)",
            description = "按通知中的先后排序。单位令牌只能看到本单位有份的事项。其余条件指其中有一项（看得到的）责任分工同时符合。"
                    + "(In the notice's order; a unit sees those it has a part in. The other conditions: one of its "
                    + "assignments, of those that the caller sees, meets them all.)")
    @Transactional
    public Page<TaskView> list(@QueryParam("notice") UUID notice, @BeanParam AssignmentQuery query,
            @Parameter(description = "上一页的 next (next of the page before)") @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Filter filter = visible().and("t.noticeId = :notice", "notice", notice);
        Filter assignments = query.narrow(new Filter(), "q", BusinessDays.today(clock), calendar);
        if (!assignments.isEmpty()) {
            // A unit must not learn by a filter what it does not see.
            assignments.and(Assignment.readableBy("q"), "reader", caller.onlyUnit());
            filter.and("exists (select 1 from Assignment q where q.taskId = t.id and " + assignments.where() + ")");
            assignments.values().forEach(filter::bind);
        }
        return paging.read(source(filter), Order.byId(), after, limit).map(TaskView::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getTask", summary = "查看一个事项 (Read one task)",
            description = "责任单位按通知原文列出，组名不展开。(Units as printed; groups are not expanded here.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public TaskView get(@PathParam("id") UUID id) {
        return paging.one(source(visible().and("t.id = :id", "id", id))).map(TaskView::of)
                .orElseThrow(() -> Task.missing(id));
    }

    private static Paging.Source<Task> source(Filter filter) {
        return new Paging.Source<>(Task.class, "t", filter, t -> t.id);
    }

    private Filter visible() {
        return new Filter().and("exists (select 1 from Assignment a where a.taskId = t.id and a.unitCode = :unit)",
                "unit", caller.onlyUnit());
    }
}
