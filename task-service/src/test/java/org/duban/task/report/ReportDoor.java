package org.duban.task.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.task.report.DisputeResource.DisputeDecisionRequest;
import org.duban.task.report.DisputeResource.DisputeFiling;
import org.duban.task.report.ExtensionRequestResource.ExtensionDecisionRequest;
import org.duban.task.report.ExtensionRequestResource.ExtensionFiling;
import org.duban.task.report.SubmissionResource.ReviewRequest;
import org.duban.task.report.SubmissionResource.SubmissionRequest;

/** Opens this package to the simulation: what units file and what the office answers, without HTTP. */
@ApplicationScoped
public class ReportDoor {
    private final Reports reports;
    private final Extensions extensions;
    private final Disputes disputes;
    private final Rulings rulings;

    ReportDoor(Reports reports, Extensions extensions, Disputes disputes, Rulings rulings) {
        this.reports = reports;
        this.extensions = extensions;
        this.disputes = disputes;
        this.rulings = rulings;
    }

    public UUID submit(UUID assignment, boolean last, String unit, String actor) {
        return reports.submit(List.of(assignment), new SubmissionRequest(last ? Submission.Kind.FINAL : Submission.Kind.INTERIM,
                "已完成排查。", null, null, null), unit, actor).get(0).id;
    }

    /** @param newDue null: accepted; else returned by that day */
    public void review(UUID submission, LocalDate newDue, String actor) {
        reports.review(submission, newDue == null ? new ReviewRequest(Submission.Decision.ACCEPT, null, null)
                : new ReviewRequest(Submission.Decision.RETURN, "请补充。", newDue), role -> true, actor);
    }

    public UUID askExtension(UUID assignment, LocalDate wanted, String unit, String actor) {
        return extensions.request(assignment, new ExtensionFiling("任务重。", wanted), unit, actor).id;
    }

    public void decideExtension(UUID request, boolean grant, String actor) {
        extensions.decide(request, new ExtensionDecisionRequest(grant ? ExtensionRequest.Decision.GRANT
                : ExtensionRequest.Decision.REFUSE, "已研究。", null), role -> true, actor);
    }

    public UUID dispute(UUID assignment, String unit, String actor) {
        return disputes.raise(assignment, new DisputeFiling("不属我单位职责。", null), unit, actor).id;
    }

    /** @param moveTo when upheld: the unit that takes it over; null: it is terminated */
    public UUID decideDispute(UUID dispute, boolean uphold, String moveTo, String actor) {
        return disputes.decide(dispute, new DisputeDecisionRequest(uphold ? Dispute.Decision.UPHOLD
                : Dispute.Decision.REJECT, "已研究。", moveTo), actor).movedTo;
    }

    public void reopen(UUID assignment, LocalDate newDue, String actor) {
        rulings.reopen(assignment, "复查。", newDue, actor);
    }

    public void terminate(UUID assignment, String actor) {
        rulings.terminate(assignment, "不再要求。", actor);
    }

    public UUID move(UUID assignment, String unit, String actor) {
        return rulings.move(assignment, unit, "/unit", "调整。", actor).id;
    }
}
