package org.duban.notify.mail;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.duban.notify.picture.AssignmentFacts;
import org.duban.notify.picture.EndedNotice;
import org.duban.notify.picture.NoticeFacts;
import org.duban.notify.picture.Picture;
import org.duban.notify.picture.UnitFacts;

/** The data of an event that may lead to mails, after the examples in {@code openapi/examples}. Unknown fields are let be. */
public sealed interface EventData {

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
     * @param submission only in submission.returned
     * @param extension only in extension.granted and extension.refused
     * @param reopening only in assignment.reopened
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
            Answer submission,
            Answer extension,
            Answer reopening,
            List<AssignmentFacts> assignments)
            implements EventData {
        public OfDeadline {
            require(day, "day");
            require(notice, "notice");
            require(unit, "unit");
            require(deadline, "deadline");
            assignments = List.copyOf(require(assignments, "assignments"));
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
            return submission != null ? submission : extension != null ? extension : reopening;
        }
    }

    /** @param due null where the deadline has no day */
    record Deadline(UUID id, LocalDate due, String dueText, long version) {
        public Deadline {
            require(id, "deadline.id");
        }
    }

    /** @param name its offset in working days, as T-3, T, T+5 */
    record Rung(String name, Kind stage, boolean copyLeader, boolean tellInspectorate) {
        public Rung {
            require(name, "rung.name");
            require(stage, "rung.stage");
            if (!stage.chases()) {
                throw new IllegalArgumentException("rung.stage");
            }
        }
    }

    /**
     * A decision on one assignment: a report sent back, an extension granted or refused, a reopening.
     *
     * @param id of the report or request; null for a reopening
     * @param wantedDue the day that was asked for; only of an extension
     * @param newDue the day in force from then on
     */
    record Answer(UUID id, UUID assignment, String reason, LocalDate wantedDue, LocalDate newDue) {
        public Answer {
            require(assignment, "assignment");
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
            require(occasion, "occasion");
            require(day, "day");
            require(notice, "notice");
            require(counts, "counts");
            units = List.copyOf(require(units, "units"));
            plan = orNone(plan);
            omitted = orNone(omitted);
        }

        public record Counts(int tasks, int units, int assignments, int deadlines) {}

        /** What one unit got. */
        public record Share(UnitFacts unit, LocalDate due, int assignments) {
            public Share {
                require(unit, "units.unit");
            }
        }

        /** A rung to come. */
        public record Step(String rung, Kind stage, LocalDate due, Instant at, int units) {
            public Step {
                require(rung, "plan.rung");
                require(stage, "plan.stage");
                require(at, "plan.at");
            }
        }
    }

    /**
     * briefing.issued.
     *
     * @param omitted by the name of a list here, how many more the event does not name
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Briefed(
            String occasion,
            LocalDate day,
            NoticeFacts notice,
            Counts counts,
            List<Report> newReports,
            List<Awaiting> awaitingReview,
            List<Request> extensionRequests,
            List<Objection> disputes,
            List<Soon> dueSoon,
            List<Late> overdue,
            List<Silent> unacknowledged,
            Map<String, Integer> omitted)
            implements EventData {
        public Briefed {
            require(occasion, "occasion");
            require(day, "day");
            require(notice, "notice");
            require(counts, "counts");
            newReports = orNone(newReports);
            awaitingReview = orNone(awaitingReview);
            extensionRequests = orNone(extensionRequests);
            disputes = orNone(disputes);
            dueSoon = orNone(dueSoon);
            overdue = orNone(overdue);
            unacknowledged = orNone(unacknowledged);
            omitted = orNone(omitted);
        }

        public record Counts(
                int assignments,
                int open,
                int submitted,
                int completed,
                int terminated,
                int overdue,
                int units,
                int unitsOverdue) {}

        /** @param kind INTERIM or FINAL */
        public record Report(UnitFacts unit, String label, String kind, Instant at, String summary) {}

        /** @param workingDays since the report; the day of the report is not counted */
        public record Awaiting(UnitFacts unit, String label, Instant since, int workingDays) {}

        /** An extension request that nobody has decided yet. */
        public record Request(
                UnitFacts unit, String label, LocalDate due, LocalDate wantedDue, Instant since, int workingDays) {}

        /** A dispute that nobody has decided yet; suggested is null where the unit named no other. */
        public record Objection(UnitFacts unit, String label, UnitFacts suggested, Instant since, int workingDays) {}

        public record Soon(UnitFacts unit, LocalDate due, int open, int workingDaysLeft) {}

        public record Late(UnitFacts unit, LocalDate due, int open, int workingDaysLate) {}

        /** @param workingDays since dispatch */
        public record Silent(UnitFacts unit, int assignments, int workingDays) {}
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
            require(occasion, "occasion");
            require(day, "day");
            require(notice, "notice");
            escalations = List.copyOf(require(escalations, "escalations"));
            omitted = orNone(omitted);
        }

        /** @param moreLabels how many more tasks are owed than are named; never null */
        public record Escalation(
                UnitFacts unit, LocalDate due, String rung, int workingDaysLate, List<String> labels, Integer moreLabels) {
            public Escalation {
                require(unit, "escalations.unit");
                labels = orNone(labels);
                moreLabels = moreLabels == null ? 0 : moreLabels;
            }
        }
    }

    /** notice.ended: it leads to no mail, and stops those that have not gone. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Ended(LocalDate day, NoticeFacts notice, EndedNotice.End status) implements EventData {
        public Ended {
            require(day, "day");
            require(notice, "notice");
            require(status, "status");
        }

        @Override
        public String occasion() {
            return null;
        }
    }

    private static <T> T require(T value, String field) {
        return Objects.requireNonNull(value, field);
    }

    private static Map<String, Integer> orNone(Map<String, Integer> counts) {
        return counts == null ? Map.of() : Map.copyOf(counts);
    }

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
