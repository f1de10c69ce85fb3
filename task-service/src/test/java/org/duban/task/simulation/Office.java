package org.duban.task.simulation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.duban.task.DayWalk;
import org.duban.task.Sql;
import org.duban.task.assignment.AssignmentDoor;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.assignment.Ending;
import org.duban.task.report.ReportDoor;
import org.duban.task.simulation.Book.Change;
import org.duban.task.simulation.Book.Entry;
import org.duban.task.simulation.Book.Job;
import org.duban.task.simulation.History.Rungs;

/**
 * The people: units and the office, who change one notice by the services' own methods and keep a book of how each
 * assignment should stand. The book knows beforehand what must be refused.
 */
final class Office {
    static final List<String> UNITS = List.of("sim-1", "sim-2", "sim-3", "sim-4");

    final UUID notice;
    final LocalDate reportBy;
    final List<Entry> book = new ArrayList<>();
    final List<Job> jobs = new ArrayList<>();
    boolean live = true;
    private Rungs ladder = new Rungs(DayWalk.DEFAULT, DayWalk.RUNG);
    private final AssignmentDoor assignments;
    private final ReportDoor reports;
    private final Ending ending;
    private final Clock clock;
    private final RandomGenerator random;
    private final String actor;

    Office(UUID notice, LocalDate reportBy, AssignmentDoor assignments, ReportDoor reports, Ending ending, Clock clock,
            RandomGenerator random, String actor) {
        this.notice = notice;
        this.reportBy = reportBy;
        this.assignments = assignments;
        this.reports = reports;
        this.ending = ending;
        this.clock = clock;
        this.random = random;
        this.actor = actor;
    }

    /** A task as it stands in a request. */
    static Map<String, Object> task(String ref, LocalDate due, List<String> units) {
        Map<String, Object> task = new HashMap<>(Map.of("ref", ref, "label", ref, "text", "开展第" + ref + "项排查。",
                "responsible", units.stream().map(Office::name).toList()));
        if (due != null) {
            task.put("due", due.toString());
            task.put("dueText", due + "前");
        }
        return task;
    }

    static String name(String unit) {
        return "模拟单位" + unit;
    }

    private LocalDate today() {
        return DayWalk.dayOf(clock.instant());
    }

    private LocalDate someDay() {
        return today().plusDays(random.nextInt(25));
    }

    /** The change of a part of another unit than those. */
    Change change(Set<String> busy) {
        List<Entry> free = book.stream().filter(entry -> !busy.contains(entry.unit)).toList();
        if (free.isEmpty()) {
            return null;
        }
        // One in eight is asked of whatever comes, and mostly refused.
        boolean any = random.nextInt(8) == 0;
        List<Kind> kinds = Stream.of(Kind.values()).filter(kind -> any || free.stream().anyMatch(kind.fits)).toList();
        Kind kind = kinds.isEmpty() ? Kind.OTHERS : kinds.get(random.nextInt(kinds.size()));
        List<Entry> fit = any || kinds.isEmpty() ? free : free.stream().filter(kind.fits).toList();
        Entry entry = fit.get(random.nextInt(fit.size()));
        Change change = new Changes(this, assignments, reports, random, actor, today(), someDay()).of(kind, entry, busy);
        change.allowed &= live || change.harmless;
        return change;
    }

    /** The kinds, and which assignments they are meant for. */
    enum Kind {
        ACKNOWLEDGE(e -> e.status == AssignmentStatus.AWAITING_ACKNOWLEDGEMENT), INTERIM(Entry::isOwed), FINAL(Entry::isOwed),
        FINAL_AGAIN(Entry::isOwed), ACCEPT(e -> e.status == AssignmentStatus.SUBMITTED),
        RETURN(e -> e.status == AssignmentStatus.SUBMITTED), RETURN_IN_PAST(e -> e.status == AssignmentStatus.SUBMITTED),
        ASK_EXTENSION(Entry::isOwed), GRANT(e -> e.extension != null), REFUSE(e -> e.extension != null),
        DISPUTE(Entry::isOwed), UPHOLD(e -> e.dispute != null), UPHOLD_MOVE(e -> e.dispute != null),
        REJECT(e -> e.dispute != null), REOPEN(e -> e.status == AssignmentStatus.COMPLETED),
        TERMINATE(Entry::isOwed), MOVE(Entry::isOwed), OTHERS(Entry::isOwed);

        final Predicate<Entry> fits;

        Kind(Predicate<Entry> fits) {
            this.fits = fits;
        }
    }

    /** A change of the notice itself. */
    Change amendment() {
        int dice = random.nextInt(10);
        Job job = jobs.get(random.nextInt(jobs.size()));
        List<Entry> standing = book.stream().filter(e -> e.job == job && e.status != AssignmentStatus.TERMINATED).toList();
        Change change;
        if (dice < 4) {
            change = add();
        } else if (dice < 8) {
            change = new Change("change " + job.ref, null);
            LocalDate old = job.due == null ? reportBy : job.due;
            LocalDate due = someDay();
            List<Entry> moving = standing.stream().filter(e -> e.part().isOpen() && Objects.equals(e.due, old)
                    && !due.equals(old)).toList();
            change.trail = 1 + moving.size();
            change.allowed = !job.withdrawn;
            change.call = () -> {
                assignments.change(notice, job.id, task(job.ref, due, job.units), actor);
                return null;
            };
            change.adopt = none -> {
                job.due = due;
                moving.forEach(e -> e.due = due);
                return standing;
            };
        } else {
            change = new Change("withdraw " + job.ref, null);
            List<Entry> open = standing.stream().filter(e -> e.part().isOpen()).toList();
            change.trail = job.withdrawn ? 0 : 1 + open.size();
            change.call = () -> {
                assignments.withdraw(notice, job.id, actor);
                return null;
            };
            change.adopt = none -> {
                boolean again = job.withdrawn;
                job.withdrawn = true;
                open.forEach(e -> e.status = AssignmentStatus.TERMINATED);
                return again ? List.of() : standing;
            };
            change.allowed = live || job.withdrawn;
            return change;
        }
        change.allowed &= live;
        return change;
    }

    /** Another ladder, the default, or none. */
    Change ladder() {
        int dice = random.nextInt(4);
        Rungs next = dice == 0 ? new Rungs(DayWalk.DEFAULT, DayWalk.RUNG) : dice == 1 ? new Rungs(List.of(), 0)
                : dice == 2 ? new Rungs(List.of(-4, -2, 0, 2, 3, 6, 9), 9 * 60 + 15) : new Rungs(List.of(-1, 1, 4), 8 * 60);
        boolean same = next.equals(ladder);
        Change change = new Change("ladder " + next.offsets().size(), null);
        change.trail = same ? 0 : 1;
        change.allowed = live;
        change.call = () -> {
            assignments.ladder(notice, dice, next.offsets(), next.minute(), actor);
            return null;
        };
        change.ladder = same ? null : next;
        change.adopt = none -> {
            ladder = next;
            return same ? List.of() : book;
        };
        return change;
    }

    private Change add() {
        Job job = new Job();
        job.ref = "added-" + jobs.size();
        job.units = List.of(UNITS.get(random.nextInt(UNITS.size())));
        job.due = random.nextBoolean() ? null : someDay();
        Change change = new Change("add " + job.ref, null);
        change.trail = 2;
        change.call = () -> assignments.add(notice, task(job.ref, job.due, job.units), actor);
        change.adopt = id -> {
            job.id = id;
            jobs.add(job);
            List<Entry> opened = read(job);
            book.addAll(opened);
            return opened;
        };
        return change;
    }

    /** What the product opened for that task; its ids are all that is taken from it. */
    List<Entry> read(Job job) {
        return job.units.stream().map(unit -> {
            Entry entry = new Entry();
            entry.unit = unit;
            entry.job = job;
            entry.due = job.due == null ? reportBy : job.due;
            entry.originalDue = entry.due;
            entry.id = UUID.fromString(Sql.rows(
                    "select id from assignment where task_id = ? and unit_code = ? order by id desc", job.id, unit).get(0));
            return entry;
        }).toList();
    }

    /** Closes the notice, or withdraws it. */
    Change end(boolean withdraw) {
        Change change = new Change(withdraw ? "withdraw the notice" : "close the notice", null);
        List<Entry> open = book.stream().filter(e -> e.part().isOpen()).toList();
        change.trail = 1 + (withdraw ? open.size() : 0);
        change.live = false;
        change.call = () -> {
            if (withdraw) {
                ending.withdraw(notice, "撤回。", actor);
            } else {
                ending.close(notice, "办结。", actor);
            }
            return null;
        };
        change.adopt = none -> {
            live = false;
            if (withdraw) {
                open.forEach(e -> e.status = AssignmentStatus.TERMINATED);
            }
            return book;
        };
        return change;
    }
}
