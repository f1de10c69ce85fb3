package org.duban.notify.mail;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.notify.picture.AssignmentFacts;
import org.duban.notify.picture.EndedNotice;
import org.duban.notify.picture.NoticeFacts;
import org.duban.notify.picture.Picture;
import org.duban.notify.picture.UnitFacts;

/** The data of an event that may lead to mails, after the examples in {@code openapi/examples}. Unknown fields are let be. */
public sealed interface EventData
        permits EventData.OfDeadline, EventData.Dispatched, Briefed, EventData.Listed, EventData.Ended {

    /** What makes a mail unique, together with its audience; null where the event leads to none. */
    String occasion();

    /** The business day, in Asia/Shanghai. */
    LocalDate day();

    NoticeFacts notice();

    /**
     * The events of one deadline.
     *
     * @param occasionEvents how many events the occasion has, where that is known beforehand: its mail waits for all of
     *     them; null: it does not wait
     * @param cause only in deadline.changed; later versions may bring others
     * @param receipt only in deadline.changed, of a report
     * @param relief only in deadline.changed, where something is no longer asked for
     * @param submission only in submission.returned
     * @param extension only in extension.granted and extension.refused
     * @param reopening only in assignment.reopened
     * @param dispute only in dispute.rejected
     * @param amendment only in deadline.opened, when a task was added or changed after the notice's dispatch
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record OfDeadline(
            String occasion,
            Integer occasionEvents,
            LocalDate day,
            NoticeFacts notice,
            UnitFacts unit,
            Deadline deadline,
            Integer workingDaysLeft,
            Rung rung,
            String cause,
            Receipt receipt,
            Relief relief,
            Answer submission,
            Answer extension,
            Answer reopening,
            Answer dispute,
            Answer amendment,
            List<AssignmentFacts> assignments)
            implements EventData {
        public OfDeadline {
            Fields.require(day, "day");
            Fields.require(notice, "notice");
            Fields.require(unit, "unit");
            Fields.require(deadline, "deadline");
            assignments = List.copyOf(Fields.require(assignments, "assignments"));
        }

        /** The state of its deadline that the event shows. */
        public Picture picture(Instant occurredAt) {
            return new Picture(
                    deadline.id(),
                    notice.id(),
                    unit.code(),
                    deadline.version(),
                    deadline.due(),
                    workingDaysLeft,
                    day,
                    occurredAt,
                    assignments);
        }

        /** What was decided on one of the assignments; null where nothing was. */
        Answer answer() {
            return Stream.of(submission, extension, reopening, dispute, amendment)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        boolean isOfWithdrawal() {
            return "NOTICE_WITHDRAWN".equals(cause);
        }
    }

    /** @param due null where the deadline has no day */
    record Deadline(UUID id, LocalDate due, String dueText, long version) {
        public Deadline {
            Fields.require(id, "deadline.id");
        }
    }

    /** @param name its offset in working days, as T-3, T, T+5 */
    record Rung(String name, Kind stage, boolean copyLeader, boolean tellInspectorate) {
        public Rung {
            Fields.require(name, "rung.name");
            Fields.require(stage, "rung.stage");
            if (!stage.chases()) {
                throw new IllegalArgumentException("rung.stage");
            }
        }
    }

    /**
     * A decision on one assignment: a report sent back, an extension granted or refused, a reopening, a dispute rejected, an
     * amendment.
     *
     * @param id of the report, request or dispute; else null
     * @param wantedDue the day that was asked for; only of an extension
     * @param newDue the day in force from then on; null where it is not said, and then it is the assignment's
     */
    record Answer(UUID id, UUID assignment, String reason, LocalDate wantedDue, LocalDate newDue) {
        public Answer {
            Fields.require(assignment, "assignment");
        }
    }

    /**
     * What a unit gets for a report.
     *
     * @param last whether it was a final one
     * @param assignments of this deadline
     */
    record Receipt(String number, boolean last, Instant at, List<UUID> assignments) {
        public Receipt {
            Fields.require(number, "receipt.number");
            Fields.require(at, "receipt.at");
            assignments = List.copyOf(Fields.require(assignments, "receipt.assignments"));
        }
    }

    /** What the unit no longer has to do. */
    record Relief(List<UUID> assignments, String reason) {
        public Relief {
            assignments = List.copyOf(Fields.require(assignments, "relief.assignments"));
        }
    }

    /**
     * notice.dispatched.
     *
     * @param omitted by the name of a list here, how many more the event does not name
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Dispatched(
            String occasion,
            LocalDate day,
            NoticeFacts notice,
            Counts counts,
            List<Share> units,
            List<Step> plan,
            Map<String, Integer> omitted)
            implements EventData {
        public Dispatched {
            Fields.require(occasion, "occasion");
            Fields.require(day, "day");
            Fields.require(notice, "notice");
            Fields.require(counts, "counts");
            units = List.copyOf(Fields.require(units, "units"));
            plan = Fields.orNone(plan);
            omitted = Fields.orNone(omitted);
        }

        public record Counts(int tasks, int units, int assignments, int deadlines) {}

        /** What one unit got. */
        public record Share(UnitFacts unit, LocalDate due, int assignments) {
            public Share {
                Fields.require(unit, "units.unit");
            }
        }

        /** A rung to come. */
        public record Step(String rung, Kind stage, LocalDate due, Instant at, int units) {
            public Step {
                Fields.require(rung, "plan.rung");
                Fields.require(stage, "plan.stage");
                Fields.require(at, "plan.at");
            }
        }
    }

    /**
     * escalations.listed; the inspectorate is null where the notice names none.
     *
     * @param omitted how many more escalations the event does not name, under that name
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Listed(
            String occasion,
            LocalDate day,
            NoticeFacts notice,
            UnitFacts inspectorate,
            List<Escalation> escalations,
            Map<String, Integer> omitted)
            implements EventData {
        public Listed {
            Fields.require(occasion, "occasion");
            Fields.require(day, "day");
            Fields.require(notice, "notice");
            escalations = List.copyOf(Fields.require(escalations, "escalations"));
            omitted = Fields.orNone(omitted);
        }

        /** @param moreLabels how many more tasks are owed than are named; never null */
        public record Escalation(
                UnitFacts unit, LocalDate due, String rung, int workingDaysLate, List<String> labels, Integer moreLabels) {
            public Escalation {
                Fields.require(unit, "escalations.unit");
                labels = Fields.orNone(labels);
                moreLabels = moreLabels == null ? 0 : moreLabels;
            }
        }
    }

    /** notice.ended: it leads to no mail, and stops those that have not gone. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Ended(LocalDate day, NoticeFacts notice, EndedNotice.End status) implements EventData {
        public Ended {
            Fields.require(day, "day");
            Fields.require(notice, "notice");
            Fields.require(status, "status");
        }

        @Override
        public String occasion() {
            return null;
        }
    }
}
