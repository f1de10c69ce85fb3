package org.duban.floor;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The tables of task-service that a report touches, as entities. */
public final class Tables {
    private Tables() {}

    /** Its columns that a report reads or changes, and the days. */
    @Entity
    @Table(name = "assignment")
    public static class Assignment extends PanacheEntityBase {
        @Id
        public UUID id;
        @Column(name = "task_id")
        public UUID taskId;
        @Column(name = "unit_code")
        public String unitCode;
        @Column(name = "deadline_id")
        public UUID deadlineId;
        public String role;
        public String status;
        @Column(name = "original_due")
        public LocalDate originalDue;
        public LocalDate due;
        @Column(name = "acknowledged_at")
        public Instant acknowledgedAt;
        @Column(name = "submitted_at")
        public Instant submittedAt;
        @Column(name = "changed_at")
        public Instant changedAt;
        @Version
        public int version;
    }

    /** What one unit owes of one notice by one day. */
    @Entity
    @Table(name = "deadline")
    public static class Deadline extends PanacheEntityBase {
        @Id
        public UUID id;
        @Column(name = "notice_id")
        public UUID noticeId;
        public LocalDate due;
        @Column(name = "due_text")
        public String dueText;
        public int version;
    }

    /** What the event prints of the notice. */
    @Entity
    @Table(name = "notice")
    public static class Notice extends PanacheEntityBase {
        @Id
        public UUID id;
        public String title;
        @Column(name = "document_number")
        public String documentNumber;
        @Column(name = "report_to")
        public String reportTo;
        @Column(name = "report_by")
        public LocalDate reportBy;
        public String status;
    }

    /** What the event prints of a task. */
    @Entity
    @Table(name = "task")
    public static class Task extends PanacheEntityBase {
        @Id
        public UUID id;
        public String ref;
        public String number;
        public String label;
        public String heading;
        public String text;
    }

    /** A unit's name. */
    @Entity
    @Table(name = "unit")
    public static class Unit extends PanacheEntityBase {
        @Id
        public String code;
        public String name;
    }

    /** A report. */
    @Entity
    @Table(name = "submission")
    public static class Submission extends PanacheEntityBase {
        @Id
        public UUID id;
        @Column(name = "assignment_id")
        public UUID assignmentId;
        public String kind;
        public String summary;
        public Integer percent;
        public String problems;
        @Column(name = "next_steps")
        public String nextSteps;
        @Column(name = "submitted_at")
        public Instant submittedAt;
        public String receipt;
        @Version
        public int version;
    }

    /** One line of the trail. */
    @Entity
    @Table(name = "audit")
    public static class AuditEntry extends PanacheEntityBase {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        public Long id;
        public Instant at;
        public String actor;
        public String action;
        public String entity;
        @Column(name = "entity_id")
        public String entityId;
        @JdbcTypeCode(SqlTypes.JSON)
        public String after;

        protected AuditEntry() {}

        AuditEntry(Instant at, String actor, String action, UUID assignment, String after) {
            this.at = at;
            this.actor = actor;
            this.action = action;
            this.entity = "assignment";
            this.entityId = assignment.toString();
            this.after = after;
        }
    }

    /** One event. */
    @Entity
    @Table(name = "outbox")
    public static class OutboxRow extends PanacheEntityBase {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        public Long seq;
        public UUID id;
        public String topic;
        public String key;
        public String type;
        public String subject;
        public Instant time;
        public String data;
        /** Negative: no relay publishes what a benchmark made up. */
        public Long position;

        protected OutboxRow() {}

        OutboxRow(UUID id, String key, UUID subject, Instant time, String data) {
            this.id = id;
            this.topic = "duban.events";
            this.key = key;
            this.type = "org.duban.deadline.changed.v1";
            this.subject = subject.toString();
            this.time = time;
            this.data = data;
            this.position = -Math.abs(id.getLeastSignificantBits());
        }
    }
}
