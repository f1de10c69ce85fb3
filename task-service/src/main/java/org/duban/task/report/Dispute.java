package org.duban.task.report;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** 异议: a unit says that an assignment is not its business. While it waits no clock stops; it is decided once. */
@Entity
public class Dispute extends PanacheEntityBase {
    /** What the office decided. */
    @Schema(name = "DisputeDecision")
    public enum Decision {
        /** 异议成立: the assignment is terminated, and may be another unit's from now on. */
        UPHOLD,
        /** 异议不成立: it stays as it is. */
        REJECT
    }

    @Id
    public UUID id;

    @Column(name = "assignment_id")
    public UUID assignmentId;

    public String reason;

    /** The code of the unit that it says is responsible, or null. */
    @Column(name = "suggested_unit")
    public String suggestedUnit;

    @Column(name = "raised_at")
    public Instant raisedAt;

    @Enumerated(EnumType.STRING)
    public Decision decision;

    @Column(name = "decision_reason")
    public String decisionReason;

    /** The other unit's assignment, when it was moved. */
    @Column(name = "moved_to")
    public UUID movedTo;

    @Column(name = "decided_at")
    public Instant decidedAt;

    @Version
    int version;

    protected Dispute() {}

    Dispute(UUID id, UUID assignmentId, String reason, String suggestedUnit, Instant now) {
        this.id = id;
        this.assignmentId = assignmentId;
        this.reason = reason;
        this.suggestedUnit = suggestedUnit;
        this.raisedAt = now;
    }

    /** @throws ProblemException 409 when it was decided before */
    void decide(Decision decision, String reason, Instant now) {
        if (this.decision != null) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, new Text("该异议已作出决定。",
                    "The dispute was decided already (" + this.decision + ")."));
        }
        this.decision = decision;
        this.decisionReason = reason;
        this.decidedAt = now;
    }

    static boolean isPending(UUID assignment) {
        return count("assignmentId = ?1 and decision is null", assignment) > 0;
    }

    static ProblemException missing(UUID id) {
        return ProblemException.notFound(new Text("异议", "dispute"), id);
    }
}
