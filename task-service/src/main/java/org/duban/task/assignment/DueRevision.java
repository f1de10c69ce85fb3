package org.duban.task.assignment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A change of an assignment's day, with reason, who and when (R3). A null day is none. */
@Entity
@Table(name = "due_revision")
public class DueRevision extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "assignment_id")
    UUID assignmentId;

    @Column(name = "from_due")
    LocalDate from;

    @Column(name = "to_due")
    LocalDate to;

    String reason;

    String actor;

    Instant at;

    protected DueRevision() {}

    public DueRevision(UUID assignmentId, LocalDate from, LocalDate to, String reason, String actor, Instant at) {
        this.assignmentId = assignmentId;
        this.from = from;
        this.to = to;
        this.reason = reason;
        this.actor = actor;
        this.at = at;
    }
}
