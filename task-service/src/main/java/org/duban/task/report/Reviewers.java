package org.duban.task.report;

import java.util.function.Predicate;
import org.duban.task.assignment.Assignment;
import org.duban.task.notice.Notice;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.security.Roles;

/** Who answers to a unit (R11). */
public final class Reviewers {
    private Reviewers() {}

    /**
     * No unit decides on its own assignment. The report-to unit keeps the office, so what it files itself is answered
     * by the inspectorate; what all others file, the inspectorate among them, by the office.
     *
     * @return the role that answers to that unit in a notice with such a report-to unit and inspectorate; both may be null
     */
    public static String roleFor(String unit, String reportToUnit, String inspectorateUnit) {
        return unit.equals(reportToUnit) && !unit.equals(inspectorateUnit) ? Roles.INSPECTORATE : Roles.OFFICE;
    }

    /**
     * The same, asked before something is decided.
     *
     * @param may tells whether the caller has a role
     * @throws ProblemException 403
     */
    static void refuseUnlessReviewer(Assignment assignment, Predicate<String> may) {
        Notice notice = Notice.byId(assignment.noticeId);
        String role = roleFor(assignment.unitCode, notice.reportToUnit, notice.inspectorateUnit);
        if (!may.test(role)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, role.equals(Roles.INSPECTORATE)
                    ? Text.of("报送受理单位自己的报送和申请由督查室（inspectorate）审核。",
                            "What the report-to unit itself files is reviewed by the inspectorate.")
                    : Text.of("该单位的报送和申请由督办办公室（office）审核。", "This is reviewed by the office."));
        }
    }
}
