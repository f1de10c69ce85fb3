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
    private static final Order<Assignment> BY_ID = Order.byId();
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
        steady(filter, alias).and(inRange(alias));
        if (light != null) {
            light.narrow(filter, alias, today, calendar);
        }
        if (overdue != null) {
            String late = Light.RED.narrow(new Filter(), alias, today, calendar).where();
            filter.and((overdue ? "" : "not ") + "(" + late + ")", "yesterday", today.minusDays(1));
        }
        return filter;
    }

    /**
     * The orders that an index gives what is left in, however few they are of however many; the first for who names none.
     * What is narrowed by status or day may stand anywhere in the order of ids, so it is not offered in it.
     */
    List<Order<Assignment>> orders() {
        if (changedSince != null) {
            return List.of(BY_CHANGE);
        }
        if (dueFrom != null || dueTo != null || overdue != null || light != null) {
            return BY_DAY;
        }
        return (hasStatus() ? Stream.of(BY_DAY, List.of(BY_CHANGE)) : Stream.of(List.of(BY_ID, BY_CHANGE), BY_DAY))
                .flatMap(List::stream).toList();
    }

    /**
     * The same as {@link #narrow}, in parts of which no two leave the same row: each is a range of one index in that order. By
     * day they are of one status each; by id, of one role, where they are of a unit.
     *
     * @param scope what else must hold
     */
    List<Filter> parts(Order<Assignment> order, Filter scope, boolean ofUnit, LocalDate today, WorkingCalendar calendar) {
        if (BY_DAY.contains(order)) {
            return Stream.of(AssignmentStatus.values()).filter(one -> !hasStatus() || status.contains(one))
                    .flatMap(one -> ranges(one, today, calendar).map(range -> new Filter().and(scope).and("a.status = '" + one + "'")
                            .and(of("a", role)).and(inRange("a")).and(range)))
                    .toList();
        }
        Filter whole = narrow(new Filter().and(scope), "a", today, calendar);
        return order != BY_ID || !ofUnit || role != null ? List.of(whole)
                : Stream.of(UnitRole.values()).map(one -> new Filter().and(whole).and(of("a", one))).toList();
    }

    /** What light and overdue leave of that status. */
    private Stream<Filter> ranges(AssignmentStatus one, LocalDate today, WorkingCalendar calendar) {
        if (!one.isOwed()) {
            return (light == null || light == Light.GREEN) && !Boolean.TRUE.equals(overdue) ? Stream.of(new Filter()) : Stream.empty();
        }
        List<Filter> ranges = light == null ? List.of(new Filter()) : light.ofOwed("a", today, calendar);
        if (Boolean.TRUE.equals(overdue)) {
            ranges.forEach(range -> range.ending(Order.day("a.due") + " <= :yesterday", "yesterday", today.minusDays(1)));
        } else if (overdue != null) {
            ranges.forEach(range -> range.starting(Order.day("a.due") + " >= :today", "today", today));
        }
        return ranges.stream();
    }

    private Filter inRange(String alias) {
        String day = Order.day(alias + ".due");
        return new Filter().and(alias + ".unitCode = :ofUnit", "ofUnit", unit)
                .starting(day + " >= :dueFrom", "dueFrom", dueFrom)
                .and(dueFrom == null ? new Filter() : new Filter().and(day + " < " + Order.NO_DAY))
                .ending(day + " <= :dueTo", "dueTo", dueTo);
    }

    /** What a change of the day does not change: status, role, moment of the last change. */
    Filter steady(Filter filter, String alias) {
        if (hasStatus()) {
            filter.and(alias + ".status in (" + status.stream().sorted().map(s -> "'" + s.name() + "'").collect(Collectors.joining(", ")) + ")");
        }
        return filter.and(of(alias, role)).and(alias + ".changedAt >= :changedSince", "changedSince", changedSince);
    }

    /** Written out, as statuses are, so that the planner sees how many they are, and which index of some roles only it may use. */
    private static Filter of(String alias, UnitRole role) {
        return role == null ? new Filter() : new Filter().and(alias + ".role = '" + role + "'");
    }

    private boolean hasStatus() {
        return status != null && !status.isEmpty();
    }
}
