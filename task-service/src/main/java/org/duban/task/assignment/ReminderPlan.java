package org.duban.task.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.task.assignment.PlannedMail.Audience;
import org.duban.task.assignment.PlannedMail.Kind;
import org.duban.task.assignment.PlannedMail.Reason;
import org.duban.task.assignment.PlannedMail.UnitName;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.ladder.Course;
import org.duban.task.ladder.Ladder;
import org.duban.task.ladder.Mark;
import org.duban.task.notice.BriefingHours;
import org.duban.task.notice.Notice;

/** Which mails come, should nothing be reported before. A plain class: what is owed goes in, mails come out. */
final class ReminderPlan {
    private final WorkingCalendar calendar;
    private final Ladder ladder;
    private final boolean mailbox;
    private final boolean inspectorate;
    private final List<PlannedMail> mails = new ArrayList<>();

    /**
     * What a unit owes by a day.
     *
     * @param rung the one that is planned next; null: the first after {@code from}
     * @param from the moment of the next rung; with none planned, the moment that stands for all rungs up to it
     */
    record Owing(UnitName unit, LocalDate due, Mark rung, Instant from) {}

    private record Firing(UnitName unit, Course.Step step, LocalDate due) {
        Reason reason() {
            return new Reason(step.mark().name(), step.rung().stage(), due);
        }
    }

    private record Alike(Instant at, Audience audience, List<Reason> reasons) {}

    ReminderPlan(Notice notice, WorkingCalendar calendar) {
        this.calendar = calendar;
        this.ladder = notice.ladderInForce();
        this.mailbox = notice.mailbox != null;
        this.inspectorate = notice.inspectorateUnit != null;
    }

    /** The mails of a dispatch at that moment. */
    ReminderPlan dispatch(Instant now, Collection<UnitName> units) {
        mails.add(PlannedMail.toUnits(now, Kind.DISPATCH, Audience.UNIT, List.copyOf(units), List.of(), "交办：告知承担的事项与期限。"));
        if (mailbox) {
            mails.add(PlannedMail.toOffice(now, Kind.DISPATCH_RECORD, Audience.MAILBOX, List.copyOf(units), "交办回执：各单位分到的事项。"));
        }
        return this;
    }

    /** Every rung to come, and the lists of those that the inspectorate is told of. */
    ReminderPlan rungs(List<Owing> owing) {
        List<Firing> firings = ladder == null ? List.of() : owing.stream().filter(o -> o.due != null)
                .flatMap(o -> new Course(ladder, o.due, calendar).rest(o.rung, o.from).stream()
                        .map(step -> new Firing(o.unit, step, o.due))).toList();
        mailsTo(Audience.UNIT, firings);
        mailsTo(Audience.LEADER, firings.stream().filter(firing -> firing.step.rung().copyLeader()).toList());
        Map<Instant, List<UnitName>> listed = firings.stream().filter(f -> f.step.rung().tellInspectorate())
                .collect(Collectors.groupingBy(f -> BriefingHours.from(f.step.at(), calendar), TreeMap::new, Collectors.mapping(Firing::unit, Collectors.toList())));
        listed.forEach((at, units) -> {
            String why = "督办清单：上次清单以来发出的督办。";
            List<UnitName> about = units.stream().distinct().toList();
            if (mailbox) {
                mails.add(PlannedMail.toOffice(at, Kind.ESCALATION_LIST, Audience.MAILBOX, about, why));
            }
            if (inspectorate) {
                mails.add(PlannedMail.toOffice(at, Kind.ESCALATION_LIST, Audience.INSPECTORATE, about, why));
            }
        });
        return this;
    }

    /** One mail a unit and day for all its rungs; those that are alike stand together. */
    private void mailsTo(Audience audience, List<Firing> firings) {
        Map<UnitName, Map<Instant, List<Firing>>> byUnit = firings.stream().collect(Collectors.groupingBy(Firing::unit,
                LinkedHashMap::new, Collectors.groupingBy(f -> f.step.at(), TreeMap::new, Collectors.toList())));
        Map<Alike, List<UnitName>> alike = new LinkedHashMap<>();
        byUnit.forEach((unit, days) -> days.forEach((at, fired) -> alike.computeIfAbsent(
                new Alike(at, audience, fired.stream().map(Firing::reason).distinct()
                        .sorted(Comparator.comparing(Reason::due)).toList()), key -> new ArrayList<>()).add(unit)));
        alike.forEach((key, units) -> {
            Kind kind = Kind.valueOf(key.reasons.stream().map(Reason::stage).max(Comparator.naturalOrder()).orElseThrow().name());
            mails.add(PlannedMail.toUnits(key.at, kind, audience, units, key.reasons, why(kind, audience, key.reasons)));
        });
    }

    private static String why(Kind kind, Audience audience, List<Reason> reasons) {
        String what = switch (kind) {
            case REMINDER -> "临近提醒";
            case CHASE -> "逾期催办";
            default -> "逾期督办";
        };
        String rungs = reasons.stream().map(reason -> "%s（%s 截止）".formatted(reason.rung(), reason.due()))
                .collect(Collectors.joining("、"));
        return what + "：" + rungs + (audience == Audience.LEADER ? "，抄送分管领导。" : "，届时仍未报送的才发。");
    }

    /** Briefings from that moment to the day of the last rung, and at least that one. */
    ReminderPlan briefings(Instant first) {
        LocalDate last = until();
        LocalDate day = BusinessDays.dayOf(first);
        do {
            if (mailbox) {
                mails.add(PlannedMail.toOffice(BusinessDays.at(day, BriefingHours.HOUR), Kind.BRIEFING, Audience.MAILBOX,
                        List.of(), "每个工作日的通报，直至全部办结。"));
            }
            day = calendar.plusWorkingDays(day, 1);
        } while (last != null && !day.isAfter(last));
        return this;
    }

    /** The day of the last mail; null without any. */
    LocalDate until() {
        return mails.stream().map(PlannedMail::day).max(Comparator.naturalOrder()).orElse(null);
    }

    /** In order of time. */
    Stream<PlannedMail> mails() {
        return mails.stream().map(mail -> mail.confirmed(calendar)).sorted(Comparator.comparing(PlannedMail::at).thenComparing(PlannedMail::audience)
                .thenComparing(PlannedMail::kind));
    }
}
