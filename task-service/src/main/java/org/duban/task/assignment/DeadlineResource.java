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
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deadlines over REST: who owes how much by when, and what is sent next. */
@Path("/api/v1/deadlines")
@Tag(name = "deadlines")
public class DeadlineResource {
    private static final List<Order<Deadline>> ORDERS = Stream.concat(
            Stream.of(Order.<Deadline>byId()), Order.<Deadline>byDay("due", "d.due", d -> d.due).stream()).toList();

    private final Caller caller;
    private final Paging paging;
    private final WorkingCalendar calendar;
    private final Clock clock;

    DeadlineResource(Caller caller, Paging paging, WorkingCalendar calendar, Clock clock) {
        this.caller = caller;
        this.paging = paging;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * @param due             inclusive, in Asia/Shanghai; null: no day, and no reminders
     * @param workingDaysLeft negative when late; null without a day
     * @param open            assignments neither completed nor terminated; {@code submitted} of them wait for review
     * @param light           the worst of its assignments
     * @param nextRung        what is sent next, at {@code nextAt}; null when nothing is to be chased
     * @param calendarConfirmed false when the year of the day has no published holidays yet (R4)
     * @param calendarVersion the version of the calendar that the next rung was planned by, or, with none, is counted by now
     * @param overdueFrom     the first moment at which it is overdue: the next midnight in Shanghai (R2); null without a day
     * @param readings        only when one is read: how its day came from what was written
     */
    @Schema(name = "Deadline",
            requiredProperties = {"id", "noticeId", "unit", "calendarConfirmed", "calendarVersion",
                "assignments", "open", "submitted", "completed", "overdue", "light", "version"})
    public record DeadlineView(UUID id, UUID noticeId, @Schema(examples = "532500-12") String unit,
            @Schema(examples = "2023-08-01") LocalDate due, @Schema(examples = "2023年8月1日前") String dueText,
            Integer workingDaysLeft, boolean calendarConfirmed, int calendarVersion,
            @Schema(examples = "2023-08-01T16:00:00Z") Instant overdueFrom, List<Reading> readings, long assignments, long open, long submitted,
            long completed, long overdue, Light light, @Schema(examples = "T-3") String nextRung, Instant nextAt,
            int version) {}

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "listDeadlines", summary = "列出完成时限 (List deadlines)",
            description = "每个单位在每份通知、每个日期上的应办情况。单位令牌只能看到本单位的。"
                    + "status、role、changedSince 指其中有一项责任分工同时符合；light 为其中最差的。"
                    + "(What each unit owes of each notice by each day; a unit sees its own. status, role and changedSince: "
                    + "one of its assignments meets them all; light: the worst of them.)")
    @Transactional
    public Page<DeadlineView> list(@QueryParam("notice") UUID notice, @BeanParam AssignmentQuery query,
            @Parameter(description = "排序：id（默认）、due、-due (order)") @QueryParam("sort") String sort,
            @Parameter(description = "上一页的 next (next of the page before)") @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Filter filter = visible().and("d.noticeId = :notice", "notice", notice)
                .and("d.unitCode = :ofUnit", "ofUnit", query.unit)
                .and("d.due >= :dueFrom", "dueFrom", query.dueFrom).and("d.due <= :dueTo", "dueTo", query.dueTo);
        holding(filter, "exists", query.steady(new Filter(), "q"));
        if (query.light != null) {
            byWorst(filter, query.light);
        }
        if (query.overdue != null) {
            holding(filter, query.overdue ? "exists" : "not exists", with(Light.RED));
        }
        Paging.Rows<Deadline> page = paging.read(source(filter), Paging.order(ORDERS, sort), after, limit);
        Map<UUID, List<Assignment>> assignments = assignments(page.rows());
        return page.map(d -> view(d, assignments.getOrDefault(d.id, List.of()), null));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getDeadline", summary = "查看一个完成时限 (Read one deadline)",
            description = "含下一次提醒的时刻，并说明期限由来：原文、读作哪天、所用规则、自何时起逾期、所用日历版本。"
                    + "(With the moment of the next reminder, and how its day came about: the words, the day as read, the rule, "
                    + "the moment from which it is overdue, the calendar's version.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public DeadlineView get(@PathParam("id") UUID id) {
        Deadline found = paging.one(source(visible().and("d.id = :id", "id", id))).orElseThrow(() -> Deadline.missing(id));
        List<Assignment> assignments = assignments(List.of(found)).getOrDefault(id, List.of());
        return view(found, assignments, Reading.of(found, assignments));
    }

    /** The light that is shown is that of its worst assignment; nothing owed shows green. */
    private void byWorst(Filter filter, Light light) {
        if (light != Light.GREEN) {
            holding(filter, "exists", with(light));
        }
        for (Light worse : EnumSet.range(Light.RED, light)) {
            if (worse != light) {
                holding(filter, "not exists", with(worse));
            }
        }
    }

    private Filter with(Light light) {
        Filter filter = new Filter();
        light.narrow(filter, "q", BusinessDays.today(clock), calendar);
        return filter;
    }

    private static void holding(Filter filter, String exists, Filter assignments) {
        if (!assignments.isEmpty()) {
            filter.and(exists + " (select 1 from Assignment q where q.deadlineId = d.id and " + assignments.where() + ")");
            assignments.values().forEach(filter::bind);
        }
    }

    private static Map<UUID, List<Assignment>> assignments(List<Deadline> deadlines) {
        return Assignment.<Assignment>list("deadlineId in ?1", deadlines.stream().map(d -> d.id).toList()).stream()
                .collect(Collectors.groupingBy(a -> a.deadlineId));
    }

    private DeadlineView view(Deadline d, List<Assignment> assignments, List<Reading> readings) {
        LocalDate today = BusinessDays.today(clock);
        Light worst = assignments.stream()
                .map(a -> Light.of(a.status, a.due, a.returnedAt != null, today, calendar))
                .min(Light::compareTo).orElse(Light.GREEN);
        return new DeadlineView(d.id, d.noticeId, d.unitCode, d.due, d.dueText,
                d.due == null ? null : calendar.workingDaysBetween(today, d.due),
                d.due == null || calendar.isConfirmed(d.due.getYear()),
                d.nextAt == null ? calendar.version() : d.calendarVersion,
                d.due == null ? null : BusinessDays.overdueFrom(d.due), readings, assignments.size(),
                count(assignments, a -> a.status.isOpen()), count(assignments, a -> a.status == AssignmentStatus.SUBMITTED),
                count(assignments, a -> a.status == AssignmentStatus.COMPLETED), count(assignments, a -> a.isOverdue(today)),
                worst, d.nextRung, d.nextAt, d.version);
    }

    private static long count(List<Assignment> assignments, Predicate<Assignment> which) {
        return assignments.stream().filter(which).count();
    }

    private static Paging.Source<Deadline> source(Filter filter) {
        return new Paging.Source<>(Deadline.class, "d", filter, d -> d.id);
    }

    private Filter visible() {
        return new Filter().and("d.unitCode = :reader", "reader", caller.onlyUnit());
    }
}
