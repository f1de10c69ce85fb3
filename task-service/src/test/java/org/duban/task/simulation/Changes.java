package org.duban.task.simulation;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.duban.task.assignment.AssignmentDoor;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.report.ReportDoor;
import org.duban.task.simulation.Book.Change;
import org.duban.task.simulation.Book.Entry;
import org.duban.task.simulation.Office.Kind;

/** Each change of one assignment: the call, whether it must succeed, and what it does to the book. */
final class Changes {
    private final Office office;
    private final AssignmentDoor assignments;
    private final ReportDoor reports;
    private final RandomGenerator random;
    private final String actor;
    private final LocalDate today;
    private final LocalDate day;

    Changes(Office office, AssignmentDoor assignments, ReportDoor reports, RandomGenerator random, String actor,
            LocalDate today, LocalDate day) {
        this.office = office;
        this.assignments = assignments;
        this.reports = reports;
        this.random = random;
        this.actor = actor;
        this.today = today;
        this.day = day;
    }

    Change of(Kind kind, Entry e, Set<String> busy) {
        return switch (kind) {
            case ACKNOWLEDGE -> acknowledge(e);
            case INTERIM -> submit(e, false);
            case FINAL, FINAL_AGAIN -> submit(e, true);
            case ACCEPT -> review(e, null);
            case RETURN -> review(e, random.nextInt(3) == 0 && e.due != null && !e.due.isBefore(today) ? e.due : day);
            case RETURN_IN_PAST -> review(e, today.minusDays(1));
            case ASK_EXTENSION -> askExtension(e);
            case GRANT, REFUSE -> decideExtension(e, kind == Kind.GRANT);
            case DISPUTE -> dispute(e);
            case UPHOLD, REJECT -> decideDispute(e, kind == Kind.UPHOLD, null);
            case UPHOLD_MOVE -> decideDispute(e, true, another(e, busy));
            case REOPEN -> reopen(e);
            case TERMINATE -> terminate(e);
            case MOVE -> move(e, another(e, busy));
            case OTHERS -> ofAnother(e);
        };
    }

    private Change of(String name, Entry e, boolean allowed, Runnable call, Runnable adopt) {
        Change change = new Change(name, Set.of(e.unit));
        change.allowed = allowed;
        change.call = () -> {
            call.run();
            return null;
        };
        change.adopt = none -> {
            adopt.run();
            return List.of(e);
        };
        return change;
    }

    private Change acknowledge(Entry e) {
        boolean again = e.acknowledged && e.status != AssignmentStatus.TERMINATED;
        Change change = of("acknowledge", e, e.status == AssignmentStatus.AWAITING_ACKNOWLEDGEMENT,
                () -> assignments.acknowledge(e.id, e.unit, actor), () -> {
                    e.acknowledged = true;
                    e.status = AssignmentStatus.IN_PROGRESS;
                });
        if (again) {
            change.allowed = true;
            change.trail = 0;
            change.harmless = true;
            change.adopt = none -> List.of();
        }
        return change;
    }

    private Change submit(Entry e, boolean last) {
        Change change = of(last ? "final report" : "interim report", e, e.isOwed(), () -> {}, () -> {});
        change.call = () -> reports.submit(e.id, last, e.unit, actor);
        change.adopt = report -> {
            e.acknowledged = true;
            e.status = last ? AssignmentStatus.SUBMITTED : AssignmentStatus.IN_PROGRESS;
            e.report = last ? report : e.report;
            e.reviewed = !last && e.reviewed;
            return List.of(e);
        };
        return change;
    }

    private Change review(Entry e, LocalDate newDue) {
        boolean may = e.report != null && !e.reviewed && e.status == AssignmentStatus.SUBMITTED
                && (newDue == null || !newDue.isBefore(today));
        return of(newDue == null ? "accept" : "return by " + newDue, e, may,
                () -> reports.review(e.report == null ? e.id : e.report, newDue, actor), () -> {
                    e.reviewed = true;
                    e.status = newDue == null ? AssignmentStatus.COMPLETED : AssignmentStatus.IN_PROGRESS;
                    e.due = newDue == null ? e.due : newDue;
                });
    }

    private Change askExtension(Entry e) {
        LocalDate wanted = e.due.plusDays(1 + random.nextInt(15));
        Change change = of("ask for extension", e, e.isOwed() && !e.due.isBefore(today) && e.extension == null, () -> {}, () -> {});
        change.call = () -> reports.askExtension(e.id, wanted, e.unit, actor);
        change.adopt = request -> {
            e.extension = request;
            e.wanted = wanted;
            return List.of();
        };
        return change;
    }

    private Change decideExtension(Entry e, boolean grant) {
        boolean may = e.extension != null && (!grant || e.isOwed() && e.wanted.isAfter(e.due) && !e.wanted.isBefore(today));
        return of(grant ? "grant extension" : "refuse extension", e, may,
                () -> reports.decideExtension(e.extension == null ? e.id : e.extension, grant, actor), () -> {
                    e.due = grant ? e.wanted : e.due;
                    e.extension = null;
                });
    }

    private Change dispute(Entry e) {
        Change change = of("dispute", e, e.isOwed() && e.dispute == null, () -> {}, () -> {});
        change.call = () -> reports.dispute(e.id, e.unit, actor);
        change.adopt = dispute -> {
            e.dispute = dispute;
            return List.of();
        };
        return change;
    }

    private Change decideDispute(Entry e, boolean uphold, String moveTo) {
        Change change = moveTo != null ? move(e, moveTo) : uphold ? terminate(e) : of("reject dispute", e, true, () -> {}, () -> {});
        if (uphold) {
            change.trail++;
        }
        change.allowed &= e.dispute != null;
        var adopt = change.adopt;
        change.call = () -> reports.decideDispute(e.dispute == null ? e.id : e.dispute, uphold, moveTo, actor);
        change.adopt = made -> {
            e.dispute = null;
            return adopt.apply(made);
        };
        return change;
    }

    private Change reopen(Entry e) {
        return of("reopen by " + day, e, e.status == AssignmentStatus.COMPLETED && !e.job.withdrawn,
                () -> reports.reopen(e.id, day, actor), () -> {
                    e.status = AssignmentStatus.IN_PROGRESS;
                    e.due = day;
                });
    }

    private Change terminate(Entry e) {
        return of("terminate", e, e.part().isOpen(), () -> reports.terminate(e.id, actor),
                () -> e.status = AssignmentStatus.TERMINATED);
    }

    private Change move(Entry e, String unit) {
        Set<String> units = new HashSet<>(Set.of(e.unit, unit));
        Change change = new Change("move to " + unit, units);
        change.allowed = e.part().isOpen() && office.book.stream().noneMatch(other -> other.job == e.job
                && other.unit.equals(unit) && other.status != AssignmentStatus.TERMINATED);
        change.trail = 2;
        change.call = () -> reports.move(e.id, unit, actor);
        change.adopt = made -> {
            e.status = AssignmentStatus.TERMINATED;
            Entry passed = new Entry();
            passed.id = made;
            passed.unit = unit;
            passed.job = e.job;
            passed.due = e.due;
            passed.originalDue = e.due;
            office.book.add(passed);
            return List.of(e, passed);
        };
        return change;
    }

    /** A unit tries what is another's. */
    private Change ofAnother(Entry e) {
        String other = Office.UNITS.get((Office.UNITS.indexOf(e.unit) + 1) % Office.UNITS.size());
        return of("another's final report", e, false, () -> reports.submit(e.id, true, other, actor), () -> {});
    }

    private String another(Entry e, Set<String> busy) {
        List<String> others = Office.UNITS.stream().filter(unit -> !unit.equals(e.unit) && !busy.contains(unit)).toList();
        return others.isEmpty() ? e.unit : others.get(random.nextInt(others.size()));
    }
}
