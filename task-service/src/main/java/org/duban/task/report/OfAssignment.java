package org.duban.task.report;

import java.util.UUID;
import org.duban.task.listing.Filter;

/** Filters of what a unit files on an assignment and nobody else of the units may read: extension requests, disputes. */
final class OfAssignment {
    private OfAssignment() {}

    /** @param reader the only unit whose things exist for the caller; null: all do (R11) */
    static Filter filter(String alias, String reader) {
        return new Filter().and(of(alias, "a.unitCode = :reader"), "reader", reader);
    }

    /** Each null: not asked for. */
    static Filter filter(String alias, String reader, UUID notice, String unit, UUID assignment, Boolean decided) {
        Filter filter = filter(alias, reader).and(of(alias, "a.noticeId = :notice"), "notice", notice)
                .and(of(alias, "a.unitCode = :unit"), "unit", unit)
                .and(alias + ".assignmentId = :assignment", "assignment", assignment);
        return decided == null ? filter : filter.and(alias + ".decision is " + (decided ? "not null" : "null"));
    }

    private static String of(String alias, String condition) {
        return "exists (select 1 from Assignment a where a.id = %s.assignmentId and %s)".formatted(alias, condition);
    }
}
