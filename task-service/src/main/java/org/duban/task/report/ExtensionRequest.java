package org.duban.task.report;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** 延期申请: a unit asks for a later day. While it waits no clock stops; it is decided once. */
@Entity
@Table(name = "extension_request")
public class ExtensionRequest extends PanacheEntityBase {
    /** What the reviewer decided. */
    @Schema(name = "ExtensionDecision")
    public enum Decision {
        /** 同意延期. */
        GRANT,
        /** 不予延期. */
        REFUSE
    }

    @Id
    public UUID id;

    @Column(name = "assignment_id")
    public UUID assignmentId;

    public String reason;

    /** The day that was in force when it was filed. */
    public LocalDate due;

    @Column(name = "wanted_due")
    public LocalDate wantedDue;

    @Column(name = "requested_at")
    public Instant requestedAt;

    @Enumerated(EnumType.STRING)
    public Decision decision;

    @Column(name = "decision_reason")
    public String decisionReason;

    /** The day that was granted; null when refused. */
    @Column(name = "new_due")
    public LocalDate newDue;

    @Column(name = "decided_at")
    public Instant decidedAt;

    @Version
    int version;

    protected ExtensionRequest() {}

    ExtensionRequest(UUID id, UUID assignmentId, String reason, LocalDate due, LocalDate wantedDue, Instant now) {
        this.id = id;
        this.assignmentId = assignmentId;
        this.reason = reason;
        this.due = due;
        this.wantedDue = wantedDue;
        this.requestedAt = now;
    }

    /** @throws ProblemException 409 when it was decided before */
    void decide(Decision decision, String reason, LocalDate newDue, Instant now) {
        if (this.decision != null) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, new Text("该延期申请已作出决定。",
                    "The extension request was decided already (" + this.decision + ")."));
        }
        this.decision = decision;
        this.decisionReason = reason;
        this.newDue = newDue;
        this.decidedAt = now;
    }

    static boolean isPending(UUID assignment) {
        return count("assignmentId = ?1 and decision is null", assignment) > 0;
    }

    static ProblemException missing(UUID id) {
        return ProblemException.notFound(new Text("延期申请", "extension request"), id);
    }
}
