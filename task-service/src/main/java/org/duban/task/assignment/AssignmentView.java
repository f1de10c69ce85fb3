package org.duban.task.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.UnitRole;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An assignment as the API shows it.
 *
 * @param originalDue the day at dispatch, never changed (R3); null: none
 * @param due         the day in force, inclusive, in Asia/Shanghai
 * @param overdue     computed: owed and past its day
 * @param changedAt   the last change of anything here but the two that are computed
 * @param light       computed: RED overdue, YELLOW three working days or fewer left or returned, else GREEN
 */
@Schema(name = "Assignment",
        requiredProperties = {"id", "noticeId", "taskId", "deadlineId", "unit", "role", "status", "overdue", "light", "changedAt"})
public record AssignmentView(UUID id, UUID noticeId, UUID taskId, UUID deadlineId,
        @Schema(examples = "532500-12") String unit, UnitRole role, AssignmentStatus status,
        @Schema(examples = "2023-08-01") LocalDate originalDue, @Schema(examples = "2023-08-01") LocalDate due,
        boolean overdue, Light light, Instant acknowledgedAt, Instant submittedAt, Instant completedAt,
        Instant returnedAt, String returnReason, Instant changedAt) {

    /** @param today the business day, in Asia/Shanghai */
    public static AssignmentView of(Assignment a, LocalDate today, WorkingCalendar calendar) {
        return new AssignmentView(a.id, a.noticeId, a.taskId, a.deadlineId, a.unitCode, a.role, a.status,
                a.originalDue, a.due, a.isOverdue(today),
                Light.of(a.status, a.due, a.returnedAt != null, today, calendar), a.acknowledgedAt, a.submittedAt,
                a.completedAt, a.returnedAt, a.returnReason, a.changedAt);
    }
}
