package org.duban.notify.mail;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.duban.notify.picture.NoticeFacts;
import org.duban.notify.picture.UnitFacts;

/**
 * briefing.issued.
 *
 * @param omitted by the name of a list here, how many more the event does not name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Briefed(
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
        Fields.require(occasion, "occasion");
        Fields.require(day, "day");
        Fields.require(notice, "notice");
        Fields.require(counts, "counts");
        newReports = Fields.orNone(newReports);
        awaitingReview = Fields.orNone(awaitingReview);
        extensionRequests = Fields.orNone(extensionRequests);
        disputes = Fields.orNone(disputes);
        dueSoon = Fields.orNone(dueSoon);
        overdue = Fields.orNone(overdue);
        unacknowledged = Fields.orNone(unacknowledged);
        omitted = Fields.orNone(omitted);
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
