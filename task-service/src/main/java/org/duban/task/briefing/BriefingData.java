package org.duban.task.briefing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.duban.task.notice.NoticeRef;

/** The data of the office's two daily events (R8). The contract is {@code openapi/events.yaml}. */
final class BriefingData {
    static final String BRIEFING_TYPE = "org.duban.briefing.issued.v1";
    static final String ESCALATIONS_TYPE = "org.duban.escalations.listed.v1";

    record UnitRef(String code, String name) {}

    /**
     * 通报: how the notice stands on the morning of {@code day}.
     *
     * @param omitted by the name of a list, how many more it would have; null where every list is whole
     */
    record Briefing(String occasion, LocalDate day, NoticeRef notice, Counts counts, List<NewReport> newReports,
            List<Awaiting> awaitingReview, List<Request> extensionRequests, List<Objection> disputes, List<Soon> dueSoon,
            List<Late> overdue, List<Silent> unacknowledged, Map<String, Integer> omitted) {}

    /** Assignments by status; units: those with any part in the notice. */
    record Counts(long assignments, long open, long submitted, long completed, long terminated, long overdue,
            long units, long unitsOverdue) {}

    /** A report since the last briefing. */
    record NewReport(UnitRef unit, String label, String kind, Instant at, String summary) {}

    /** A final report that waits for its review, the unit not being chased meanwhile. */
    record Awaiting(UnitRef unit, String label, Instant since, int workingDays) {}

    /** An extension request that is not decided. */
    record Request(UnitRef unit, String label, LocalDate due, LocalDate wantedDue, Instant since, int workingDays) {}

    /** A dispute that is not decided; suggested may be null. */
    record Objection(UnitRef unit, String label, UnitRef suggested, Instant since, int workingDays) {}

    /** A deadline with something owed and three working days or fewer left. */
    record Soon(UnitRef unit, LocalDate due, long open, int workingDaysLeft) {}

    /** A deadline with something owed whose day has passed. */
    record Late(UnitRef unit, LocalDate due, long open, int workingDaysLate) {}

    /** A unit that has not acknowledged for two working days or more. */
    record Silent(UnitRef unit, long assignments, int workingDays) {}

    /** 督办清单: the escalations fired since the last list; the inspectorate is null when the notice names none. */
    record Escalations(String occasion, LocalDate day, NoticeRef notice, UnitRef inspectorate,
            List<Escalation> escalations, Map<String, Integer> omitted) {}

    /**
     * @param labels     the tasks still owed, as printed; the first of them
     * @param moreLabels how many more are owed; null: none
     */
    record Escalation(UnitRef unit, LocalDate due, String rung, int workingDaysLate, List<String> labels,
            Integer moreLabels) {}

    private BriefingData() {}
}
