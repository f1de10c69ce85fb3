package org.duban.task.unit;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an import did, or with {@code dryRun} would do, line by line.
 *
 * @param applied   whether it was stored; all of it or nothing
 * @param created   units; likewise {@code changed} and {@code unchanged}
 * @param errors    lines with problems
 */
@Schema(name = "ImportReport", requiredProperties = {"applied", "created", "changed", "unchanged", "errors", "lines"})
public record ImportReport(boolean applied, int created, int changed, int unchanged, int errors, List<Line> lines) {

    /** What happens to the unit of a line. */
    @Schema(name = "ImportAction")
    public enum Action {
        CREATED, CHANGED, UNCHANGED,
        /** The line has problems, and nothing is stored. */
        ERROR
    }

    /**
     * @param line     in CSV its number, the header being 1; in JSON its place, counted from 1
     * @param problems none unless the action is ERROR
     */
    @Schema(name = "ImportReportLine", requiredProperties = {"line", "action", "problems"})
    public record Line(int line, String code, Action action, List<FieldProblem> problems) {}

    /** @param field name of the column */
    @Schema(name = "ImportFieldProblem", requiredProperties = {"field", "detail"})
    public record FieldProblem(@Schema(examples = "email") String field, String detail) {}
}
