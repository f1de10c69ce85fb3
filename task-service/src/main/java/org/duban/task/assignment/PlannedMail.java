package org.duban.task.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.ladder.Rung;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Mails to come that are alike: same moment, same audience, same reasons.
 *
 * @param at      when it is decided; it goes at once then
 * @param count   how many mails: one for each of the units, else one
 * @param units   whom or what it is about; empty for a briefing
 * @param reasons the rungs that it is sent for; a unit gets one mail a day for all of its rungs (R7)
 * @param why     in Chinese, for people
 * @param confirmed false where a year that it is counted in has no published holidays yet (R4): the day may still move
 */
@Schema(requiredProperties = {"day", "at", "kind", "audience", "count", "units", "reasons", "why", "confirmed"})
public record PlannedMail(LocalDate day, Instant at, Kind kind, Audience audience, int count, List<UnitName> units,
        List<Reason> reasons, String why, boolean confirmed) {

    /** What the mail is. Of several rungs of a day the strongest names it. */
    @Schema(name = "MailKind")
    public enum Kind {
        /** 交办. */
        DISPATCH,
        /** 交办回执, to the mailbox. */
        DISPATCH_RECORD,
        /** 临近提醒. */
        REMINDER,
        /** 催办. */
        CHASE,
        /** 督办. */
        ESCALATION,
        /** 督办清单: the escalations of the day. */
        ESCALATION_LIST,
        /** 通报. */
        BRIEFING
    }

    /** Who gets it. */
    public enum Audience {
        /** The unit's liaison. */
        UNIT,
        /** The unit's leader, a copy. */
        LEADER,
        /** The notice's mailbox. */
        MAILBOX,
        /** The inspectorate that the notice names. */
        INSPECTORATE
    }

    /** @param code null when the directory does not have the unit or group of that printed name yet */
    @Schema(name = "UnitName", requiredProperties = {"name"})
    public record UnitName(@Schema(examples = "532500-12") String code, @Schema(examples = "州水利局") String name) {}

    /** A rung, and the day that it is counted from. */
    @Schema(name = "PlannedReason", requiredProperties = {"rung", "stage", "due"})
    public record Reason(@Schema(examples = "T-3") String rung, Rung.Stage stage, LocalDate due) {}

    PlannedMail confirmed(WorkingCalendar calendar) {
        boolean sure = Stream.concat(Stream.of(day), reasons.stream().map(Reason::due))
                .allMatch(counted -> calendar.isConfirmed(counted.getYear()));
        return new PlannedMail(day, at, kind, audience, count, units, reasons, why, sure);
    }

    static PlannedMail toUnits(Instant at, Kind kind, Audience audience, List<UnitName> units, List<Reason> reasons, String why) {
        return new PlannedMail(BusinessDays.dayOf(at), at, kind, audience, units.size(), units, reasons, why, true);
    }

    static PlannedMail toOffice(Instant at, Kind kind, Audience audience, List<UnitName> about, String why) {
        return new PlannedMail(BusinessDays.dayOf(at), at, kind, audience, 1, about, List.of(), why, true);
    }
}
