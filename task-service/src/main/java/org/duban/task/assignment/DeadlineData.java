package org.duban.task.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.task.ladder.Course;
import org.duban.task.ladder.Rung;
import org.duban.task.notice.NoticeRef;
import org.duban.task.notice.UnitRole;

/**
 * The data of every event about one deadline: its whole picture, so that a mail needs no question back. The contract
 * with an example of each is {@code openapi/events.yaml}.
 *
 * @param occasion        events of one occasion share one mail; null: no mail
 * @param occasionEvents  how many events the occasion has, where that is known: its mail waits for all of them
 * @param day             business day on which it happened
 * @param rung            only when a rung fired
 * @param workingDaysLeft to the due day, negative when late; null without a day
 * @param cause           only in deadline.changed
 * @param receipt         only when a report was received
 * @param relief          only when the unit no longer has to do something
 * @param submission      only when a report was returned
 * @param extension       only when an extension request was decided
 * @param reopening       only when a completed assignment was reopened
 * @param dispute         only when a dispute was rejected
 * @param amendment       only when the notice was changed after dispatch, and with it what stands under the deadline
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadlineData(String occasion, Integer occasionEvents, LocalDate day, NoticeRef notice, UnitRef unit,
        DeadlineRef deadline, RungRef rung, Integer workingDaysLeft, Cause cause, Receipt receipt, Relief relief,
        ReturnedRef submission, ExtensionAnswer extension, ReopeningRef reopening, RejectionRef dispute,
        AmendmentRef amendment, List<AssignmentRef> assignments) {

    record UnitRef(String code, String name) {}

    record DeadlineRef(UUID id, LocalDate due, String dueText, int version) {}

    record RungRef(String name, Rung.Stage stage, boolean copyLeader, boolean tellInspectorate) {
        static RungRef of(Course.Step step) {
            Rung rung = step.rung();
            return new RungRef(step.mark().name(), rung.stage(), rung.copyLeader(), rung.tellInspectorate());
        }
    }

    /** @param soonFrom the first day on which three working days or fewer are left; null without a day */
    record AssignmentRef(UUID id, String ref, String number, String label, String heading, String text, UnitRole role,
            AssignmentStatus status, LocalDate originalDue, LocalDate due, LocalDate soonFrom, GivenBack returned) {

        AssignmentRef with(AssignmentStatus now) {
            return new AssignmentRef(id, ref, number, label, heading, text, role, now, originalDue, due, soonFrom,
                    now.isOwed() ? returned : null);
        }
    }

    /** That the assignment was returned, until it is submitted again. */
    record GivenBack(String reason, Instant at) {}

    record ReturnedRef(UUID id, UUID assignment, String reason, LocalDate newDue) {}

    record ReopeningRef(UUID assignment, String reason, LocalDate newDue) {}

    /** @param id of the dispute */
    record RejectionRef(UUID id, UUID assignment, String reason) {}

    record AmendmentRef(UUID assignment, String reason) {}

    /** @param assignments what the unit no longer has to do, of this deadline */
    record Relief(List<UUID> assignments, String reason) {}
}
