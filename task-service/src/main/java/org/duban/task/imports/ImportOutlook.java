package org.duban.task.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.task.assignment.PlannedMail;
import org.duban.task.assignment.PlannedMail.Audience;
import org.duban.task.assignment.PlannedMail.Kind;
import org.duban.task.assignment.PlannedMail.UnitName;
import org.duban.task.assignment.ReminderPlans.Plan;

/**
 * What comes of a dispatch, for people to see before they confirm it; or, of a live notice, what is still to come.
 *
 * @param units     to which the notice goes, or that still owe
 * @param unknown   printed names that the directory lacks: dispatch is refused
 * @param mute      units that have no liaison's address: their mails wait, and the briefing tells the office
 * @param rows      every mail but the briefings, those alike in one row, in order of time
 * @param briefings how many, one each working day from the first to the last; without any, both days are null
 * @param total     how many mails in all
 */
public record ImportOutlook(List<String> units, List<String> unknown, List<UnitName> mute, List<Row> rows, int briefings,
        LocalDate firstBriefing, LocalDate lastBriefing, int total) {
    /** A table that is looked over, not read. */
    private static final int MANY = 10;

    /**
     * Mails of a kind at a moment, by who gets them.
     *
     * @param confirmed false where a year is counted in whose holidays are not published yet (R4)
     */
    public record Row(Instant at, Kind kind, int toUnits, int toLeaders, int toMailbox, int toInspectorate, boolean confirmed) {
        Row and(PlannedMail mail) {
            return new Row(at, kind, toUnits + count(mail, Audience.UNIT), toLeaders + count(mail, Audience.LEADER),
                    toMailbox + count(mail, Audience.MAILBOX), toInspectorate + count(mail, Audience.INSPECTORATE),
                    confirmed && mail.confirmed());
        }

        private static int count(PlannedMail mail, Audience audience) {
            return mail.audience() == audience ? mail.count() : 0;
        }
    }

    private record Key(Instant at, Kind kind) {}

    /**
     * @param doubtful  printed names that have to be confirmed first
     * @param reachable codes of units that have a liaison's address
     */
    static ImportOutlook of(Plan plan, List<String> doubtful, Set<String> reachable) {
        Map<Key, Row> rows = new LinkedHashMap<>();
        List<PlannedMail> briefings = new ArrayList<>();
        for (PlannedMail mail : plan.mails()) {
            if (mail.kind() == Kind.BRIEFING) {
                briefings.add(mail);
            } else {
                rows.merge(new Key(mail.at(), mail.kind()), new Row(mail.at(), mail.kind(), 0, 0, 0, 0, true).and(mail), (row, one) -> row.and(mail));
            }
        }
        List<UnitName> units = units(plan).toList();
        return new ImportOutlook(units.stream().map(UnitName::name).toList(),
                Stream.concat(doubtful.stream(), units.stream().filter(unit -> unit.code() == null).map(UnitName::name)).distinct().toList(),
                units.stream().filter(unit -> unit.code() != null && !reachable.contains(unit.code())).toList(),
                List.copyOf(rows.values()), briefings.size(), briefings.isEmpty() ? null : briefings.get(0).day(),
                briefings.isEmpty() ? null : briefings.get(briefings.size() - 1).day(),
                plan.mails().stream().mapToInt(PlannedMail::count).sum());
    }

    /** Whom its mails to units go to. */
    static Stream<UnitName> units(Plan plan) {
        return plan.mails().stream().filter(mail -> mail.audience() == Audience.UNIT).flatMap(mail -> mail.units().stream()).distinct();
    }

    /** The rows that stand at the beginning of the page. */
    public List<Row> first() {
        return rows.subList(0, Math.min(MANY, rows.size()));
    }

    /** Those after them. */
    public List<Row> later() {
        return rows.subList(Math.min(MANY, rows.size()), rows.size());
    }
}
