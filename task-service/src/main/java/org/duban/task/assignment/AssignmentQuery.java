package org.duban.task.assignment;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;
import org.duban.task.notice.UnitRole;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What the lists of assignments, tasks and deadlines are filtered by; all that is given must hold. */
public class AssignmentQuery {
    private static final Order<Assignment> BY_CHANGE = Order.byMoment("changedAt", "a.changedAt", a -> a.changedAt);
    private static final List<Order<Assignment>> BY_DAY = Order.byDay("due", "a.due", a -> a.due);

    @Parameter(description = "责任单位代码 (code of the unit)")
    @QueryParam("unit")
    public String unit;

    @Parameter(description = "可重复，符合其一即可 (repeatable: any of them)")
    @QueryParam("status")
    public List<AssignmentStatus> status;

    @QueryParam("role")
    public UnitRole role;

    @Parameter(description = "亮灯，按今天计算 (as of today)")
    @QueryParam("light")
    public Light light;

    @Parameter(description = "现行期限不早于此日 (due on this day or after)")
    @QueryParam("dueFrom")
    public LocalDate dueFrom;

    @Parameter(description = "现行期限不晚于此日 (due on this day or before)")
    @QueryParam("dueTo")
    public LocalDate dueTo;

    @QueryParam("overdue")
    public Boolean overdue;

    @Parameter(description = "此刻及以后有变化的 (changed at this moment or after)")
    @QueryParam("changedSince")
    public Instant changedSince;

    /** Leaves the assignments, named by the alias, of which all holds. */
    Filter narrow(Filter filter, String alias, LocalDate today, WorkingCalendar calendar) {
        String day = Order.day(alias + ".due");
        steady(filter, alias).and(alias + ".unitCode = :ofUnit", "ofUnit", unit)
                .and(day + " >= :dueFrom and " + day + " < " + Order.NO_DAY, "dueFrom", dueFrom)
                .and(day + " <= :dueTo", "dueTo", dueTo);
        if (light != null) {
            light.narrow(filter, alias, today, calendar);
        }
        if (overdue != null) {
            filter.and((overdue ? "" : "not ") + "(" + Light.LATE.formatted(alias) + ")", "today", today);
        }
        return filter;
    }

    /**
     * The orders that an index gives what is left in, however few they are of however many; the first for who names none.
     * Young rows come late in the order of ids, so what is narrowed by day or moment is not offered in it.
     */
    List<Order<Assignment>> orders() {
        if (changedSince != null) {
            return List.of(BY_CHANGE);
        }
        boolean byDay = dueFrom != null || dueTo != null || Boolean.TRUE.equals(overdue) || light == Light.RED || light == Light.YELLOW;
        return Stream.concat(byDay ? Stream.empty() : Stream.of(Order.<Assignment>byId(), BY_CHANGE), BY_DAY.stream()).toList();
    }

    /** What a change of the day does not change: status, role, moment of the last change. */
    Filter steady(Filter filter, String alias) {
        if (status != null && !status.isEmpty()) {
            // Written out, so that the planner sees which indexes of what is open they allow.
            filter.and(alias + ".status in (" + status.stream().sorted().map(s -> "'" + s.name() + "'").collect(Collectors.joining(", ")) + ")");
        }
        return filter.and(alias + ".role = :role", "role", role)
                .and(alias + ".changedAt >= :changedSince", "changedSince", changedSince);
    }
}
