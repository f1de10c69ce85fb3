package org.duban.task.board;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.task.assignment.Light;
import org.duban.task.assignment.SummaryQuery;
import org.duban.task.assignment.SummaryResource.Counts;
import org.duban.task.calendar.WorkingCalendar;

/** One notice as unit × section: two statements, whatever its size, for a page of its units. */
@ApplicationScoped
public class BoardMatrix {
    private static final String LIGHT = Light.sql("day.today", "day.soon");

    /** Those that are alike are counted first: there are few of them, however many units there are. */
    private static final String SECTIONS = """
            with %s,
            alike as (
                select a.task_id, a.status, %s as light, count(*) as n
                from assignment a cross join day where a.notice_id = ? group by 1, 2, 3),
            mine as (
                select %s as section, t.heading, t.position, alike.status, alike.light, alike.n
                from alike join task t on t.id = alike.task_id)
            select null, null, grouping(section), section, heading, %s
            from mine group by grouping sets ((), (section, heading)) order by grouping(section), min(position)"""
            .formatted(BoardSql.DAY, LIGHT, SummaryQuery.SECTION, SummaryQuery.SUMMED);

    /** A page of units comes from the index of deadlines, and their assignments from that of assignments by deadline. */
    private static final String CELLS = """
            with %s,
            page as (
                select distinct d.unit_code, u.name from deadline d join unit u on u.code = d.unit_code
                where d.notice_id = ? and (cast(? as text) is null or u.code = ? or position(? in u.name) > 0)
                order by d.unit_code limit %d offset ?),
            mine as (
                select p.unit_code, p.name, %s as section, t.heading, a.status, %s as light
                from page p join deadline d on d.notice_id = ? and d.unit_code = p.unit_code
                join assignment a on a.deadline_id = d.id join task t on t.id = a.task_id cross join day)
            select unit_code, name, grouping(section), section, heading, %s
            from mine group by grouping sets ((unit_code, name), (unit_code, name, section, heading))
            order by unit_code, grouping(section)"""
            .formatted(BoardSql.DAY, BoardSql.PAGE + 1, SummaryQuery.SECTION, LIGHT, SummaryQuery.COUNTED);
    private static final int FIRST_COUNT = 6;

    private final BoardSql sql;
    private final WorkingCalendar calendar;

    BoardMatrix(BoardSql sql, WorkingCalendar calendar) {
        this.sql = sql;
        this.calendar = calendar;
    }

    /** Tasks under one heading. Both are null for tasks under none. */
    private record Section(String ref, String heading) {}

    /** @param section null for all of the unit, or of the notice */
    private record Counted(String code, String name, Section section, Counts counts) {}

    /**
     * A notice on one page of the board.
     *
     * @param sections in the notice's order, with the counts of all units
     * @param units    the page's
     */
    public record Matrix(Counts total, List<Column> sections, BoardPage<UnitRow> units) {}

    /** @param heading null for tasks under no heading */
    public record Column(String heading, Counts counts) {}

    /** @param cells one for each section; null where the unit has no part in it */
    public record UnitRow(String code, String name, Counts total, List<Counts> cells) {}

    /** @param find a unit's code, or a part of its name; null: all units */
    Matrix read(UUID notice, String find, int page, LocalDate today) {
        LocalDate soon = Light.soonUntil(today, calendar);
        List<Counted> counted = sql.rows(SECTIONS, BoardMatrix::counted, today, soon, notice);
        Map<String, List<Counted>> units = sql.rows(CELLS, BoardMatrix::counted, today, soon, notice, find, find, find,
                        BoardSql.before(page), notice).stream()
                .collect(Collectors.groupingBy(Counted::code, LinkedHashMap::new, Collectors.toList()));
        Counted total = counted.get(counted.size() - 1);
        List<Counted> sections = counted.subList(0, counted.size() - 1);
        return new Matrix(total.counts, sections.stream().map(each -> new Column(each.section.heading, each.counts)).toList(),
                BoardPage.of(units.values().stream().map(cells -> row(cells, sections)).toList(), page));
    }

    private static UnitRow row(List<Counted> cells, List<Counted> sections) {
        Counted total = cells.get(cells.size() - 1);
        Map<Section, Counts> bySection = cells.stream().limit(cells.size() - 1).collect(Collectors.toMap(Counted::section, Counted::counts));
        return new UnitRow(total.code, total.name, total.counts, sections.stream().map(each -> bySection.get(each.section)).toList());
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(row.getString(1), row.getString(2),
                row.getInt(3) == 1 ? null : new Section(row.getString(4), row.getString(5)), SummaryQuery.counts(row, FIRST_COUNT));
    }
}
