package org.duban.task.report;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.duban.task.assignment.Receipt;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** 反馈 / 报送: a unit's progress report on one of its assignments. It is never changed, only reviewed. */
@Entity
public class Submission extends PanacheEntityBase {
    /** What a report claims. */
    @Schema(name = "SubmissionKind")
    public enum Kind {
        /** 阶段进展: work goes on. */
        INTERIM,
        /** 办结情况: the unit holds the work for done; the office reviews it. */
        FINAL
    }

    /** What the reviewer decided on a final report. */
    @Schema(name = "ReviewDecision")
    public enum Decision {
        /** 办结. */
        ACCEPT,
        /** 退回, with a reason and a new day. */
        RETURN
    }

    @Id
    public UUID id;

    @Column(name = "assignment_id")
    public UUID assignmentId;

    @Enumerated(EnumType.STRING)
    public Kind kind;

    public String summary;

    public Integer percent;

    public String problems;

    @Column(name = "next_steps")
    public String nextSteps;

    @Column(name = "submitted_at")
    public Instant submittedAt;

    /** The number of its receipt; reports that were filed together have the same. */
    public String receipt;

    @Enumerated(EnumType.STRING)
    public Decision decision;

    public String reason;

    @Column(name = "new_due")
    public LocalDate newDue;

    @Column(name = "reviewed_at")
    public Instant reviewedAt;

    @Version
    int version;

    protected Submission() {}

    Submission(UUID id, UUID assignmentId, Kind kind, Receipt receipt) {
        this.id = id;
        this.assignmentId = assignmentId;
        this.kind = kind;
        this.submittedAt = receipt.at();
        this.receipt = receipt.number();
    }

    /** @throws ProblemException 409 for an interim report, or one that was reviewed */
    void review(Decision decision, String reason, LocalDate newDue, Instant now) {
        if (kind != Kind.FINAL || this.decision != null) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, kind != Kind.FINAL
                    ? Text.of("阶段进展无需审核。", "An interim report is not reviewed.")
                    : new Text("该报送已审核。", "The report was reviewed already (" + this.decision + ")."));
        }
        this.decision = decision;
        this.reason = reason;
        this.newDue = newDue;
        this.reviewedAt = now;
    }

    static ProblemException missing(UUID id) {
        return ProblemException.notFound(new Text("报送", "submission"), id);
    }
}
