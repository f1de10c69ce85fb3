package org.duban.task.assignment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.task.notice.Task.PrintedUnit;
import org.duban.task.notice.UnitRole;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.unit.Directory;

/** Which units answer for a task: printed names looked up in the directory, groups expanded to their members. */
final class Expansion {
    private Expansion() {}

    /**
     * The codes behind each name on that day.
     *
     * @param given   what names mean in this notice, before the directory's own
     * @param pointer the place in the request that holds the names
     * @throws ProblemException 409 that lists every name that the directory lacks, and every empty group
     */
    static Map<String, List<String>> expand(Collection<String> names, LocalDate day, Map<String, String> given, String pointer) {
        Map<String, List<String>> codes = Directory.expand(names, day, given);
        ProblemException problem = new ProblemException(ProblemCode.UNITS_UNKNOWN, Text.of(
                "有责任单位不在单位名录中，见 errors。请先用 POST /notices/{id}/units 或 PUT /unit-groups/{code} 建立，再交办。",
                "Some responsible units are not in the directory; see errors. Create them, then dispatch."));
        names.stream().filter(name -> codes.getOrDefault(name, List.of()).isEmpty()).forEach(name -> problem.at(
                pointer, Text.of("名录中没有“%s”，或该组当日没有成员。", "The directory has no %s, or the group is empty today.", name)));
        if (problem.hasPlaces()) {
            throw problem;
        }
        return codes;
    }

    /** Each unit once, with its strongest role, in the order in which they are printed. */
    static Map<String, UnitRole> roles(List<PrintedUnit> printed, Map<String, List<String>> codes) {
        Map<String, UnitRole> roles = new LinkedHashMap<>();
        for (PrintedUnit unit : printed) {
            for (String code : codes.get(unit.name())) {
                roles.merge(code, unit.role(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
            }
        }
        return roles;
    }
}
