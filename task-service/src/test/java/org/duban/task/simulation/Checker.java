package org.duban.task.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.duban.task.DayWalk;
import org.duban.task.simulation.History.Part;
import org.duban.task.simulation.History.Row;
import org.duban.task.simulation.History.Rungs;
import org.duban.task.simulation.History.Step;

/**
 * Goes through a history once and names what must not be. A pure function: it keeps a book of its own and asks neither
 * the database nor the product. The relay's half is {@link RelayChecker}.
 */
final class Checker {
    private final List<String> violations = new ArrayList<>();
    private final Map<UUID, Part> parts = new LinkedHashMap<>();
    private final Map<String, Line> lines = new TreeMap<>();
    private final Set<String> fired = new HashSet<>();
    private final Set<LocalDate> briefed = new HashSet<>();
    private final Set<String> listed = new HashSet<>();
    private LocalDate briefedUpTo;
    private boolean live;
    private Rungs ladder;
    private Step step;

    private Checker() {}

    /** What is wrong, each beginning with the name of the rule that was broken; empty when all is well. */
    static List<String> check(History history) {
        Checker checker = new Checker();
        checker.briefedUpTo = history.dispatched;
        try {
            history.steps.forEach(checker::step);
        } finally {
            DayWalk.forget();
        }
        checker.violations.addAll(RelayChecker.check(history));
        return checker.violations;
    }

    private void broken(String rule, Object about) {
        violations.add("%s: %s at %s".formatted(rule, about, step));
    }

    private void require(boolean holds, String rule, Object about) {
        if (!holds) {
            broken(rule, about);
        }
    }

    private void step(Step next) {
        step = next;
        require(step.outcome != History.Outcome.FAILED, "fails", step.failure);
        if (step.isDone()) {
            require(!step.refusable, "refusal", "was not refused");
            change();
        } else if (step.outcome == History.Outcome.REFUSED) {
            require(step.refusable, "refusal", "was refused");
        }
        require(step.trail == (step.isDone() ? step.trailExpected : 0), "audit", step.trail + " entries");
        require(step.isDone() || step.appeared.isEmpty(), "atomic", "events of a change that was not kept");
        step.appeared.forEach(this::event);
        lines.forEach((deadline, line) -> {
            // Where another had it locked, it is as it was.
            if (line.isHeld(step.now) && line.until(step.now).equals(step.planned.get(deadline))) {
                line.hold(step.now);
            } else if (line.isPutOff(step.now) && step.planned.containsKey(deadline) && step.planned.get(deadline).isAfter(step.now)) {
                line.planAgain(step.now);
            }
        });
        briefing();
        if (step.snapshot != null) {
            drained();
        }
    }

    private void change() {
        live = step.live == null ? live : step.live;
        if (step.ladder != null) {
            ladder = step.ladder;
            lines.forEach((deadline, line) -> {
                line.climbTo(ladder, step.now);
                if (!isOwed(deadline)) {
                    line.plan(null);
                }
            });
        }
        if (step.declared != null) {
            DayWalk.declare(step.declared.day(), step.declared.worked());
            lines.forEach((deadline, line) -> {
                line.shift(ladder);
                line.planIfStale(step.now);
                require(Objects.equals(line.at, step.planned.get(deadline)), "calendar", deadline + " is planned for "
                        + step.planned.get(deadline) + " instead of " + line.at);
            });
        }
        Set<String> touched = new TreeSet<>();
        for (Part part : step.parts) {
            Part before = parts.put(part.id(), part);
            touched.add(part.deadline());
            lines.computeIfAbsent(part.deadline(), key -> new Line(part.due(), ladder));
            if (before != null) {
                touched.add(before.deadline());
                require(Objects.equals(before.originalDue(), part.originalDue()), "first day", part);
            }
        }
        for (String deadline : touched) {
            Line line = lines.get(deadline);
            if (!live || !isOwed(deadline)) {
                line.plan(null);
            } else if (line.at == null) {
                line.planFrom(step.now);
            }
        }
    }

    private boolean isOwed(String deadline) {
        return parts.values().stream().anyMatch(part -> part.deadline().equals(deadline) && part.isOwed());
    }

    private long open() {
        return parts.values().stream().filter(Part::isOpen).count();
    }

    private void event(Row row) {
        if (row.sequence() != null) {
            Line line = lines.get(row.deadline());
            if (line == null) {
                broken("event", row);
                return;
            }
            require(row.sequence() > line.sequence, "sequence", row);
            line.sequence = row.sequence();
            if (row.is("rung.fired")) {
                fired(row, line);
            }
        }
    }

    private void fired(Row row, Line line) {
        String rung = row.data().at("/rung/name").asText();
        int offset = rung.equals("T") ? 0 : Integer.parseInt(rung.substring(1));
        Instant at = line.rungs.get(offset);
        require(fired.add(row.deadline() + rung), "twice", row);
        require(live && isOwed(row.deadline()), "owed", row);
        if (at == null) {
            broken("ladder", row);
            return;
        }
        require(!at.isAfter(row.time()), "early", row);
        require(!line.isHeld(row.time()), "held", row);
        require(!DayWalk.isRest(DayWalk.dayOf(row.time())) || offset == 0, "rest day", row);
        require(Objects.equals(line.come(row.time()), offset), "newest", row + " where " + line.come(row.time()));
        line.fire(offset, row.time());
        line.unlisted = row.data().at("/rung/tellInspectorate").asBoolean() ? Integer.valueOf(offset) : line.unlisted;
    }

    private void briefing() {
        List<Row> briefings = step.appeared.stream().filter(row -> row.is("briefing.issued")).toList();
        List<Row> lists = step.appeared.stream().filter(row -> row.is("escalations.listed")).toList();
        if (!step.briefed) {
            require(briefings.isEmpty() && lists.isEmpty(), "briefing", "out of turn");
            return;
        }
        LocalDate day = DayWalk.newestBriefing(briefedUpTo, step.now);
        require(day != null && live, "briefing", "none was due");
        briefedUpTo = day == null ? briefedUpTo : day;
        require(briefings.size() == (open() > 0 ? 1 : 0), "briefing", briefings.size() + " with " + open() + " open");
        for (Row row : briefings) {
            LocalDate said = LocalDate.parse(row.data().at("/day").asText());
            require(said.equals(day) && briefed.add(said), "briefing", row + " of " + said);
            require(row.data().at("/counts/open").asLong() == open(), "briefing", row.data().at("/counts"));
        }
        Set<String> expected = new TreeSet<>();
        lines.forEach((deadline, line) -> {
            if (line.unlisted != null && isOwed(deadline)) {
                expected.add(deadline + " T+" + line.unlisted);
            }
            line.unlisted = null;
        });
        Set<String> told = new TreeSet<>();
        lists.forEach(list -> list.data().at("/escalations").forEach(e -> told.add(e.at("/unit/code").asText() + " "
                + e.at("/due").asText() + " " + e.at("/rung").asText())));
        require(told.equals(expected), "escalations", told + " where " + expected);
        told.forEach(each -> require(listed.add(each), "escalations", each + " again"));
    }

    private void drained() {
        Map<String, Instant> planned = new HashMap<>();
        lines.forEach((deadline, line) -> {
            require(line.come(step.now) == null, "missed", deadline + " " + line.come(step.now));
            if (line.at != null) {
                planned.put(deadline, line.at);
            }
        });
        require(planned.equals(step.snapshot.nextAt()), "plan", step.snapshot.nextAt() + " where " + planned);
        LocalDate day = DayWalk.newestBriefing(briefedUpTo, step.now);
        require(!live || day == null, "missed", "briefing of " + day);
        require(parts.equals(step.snapshot.parts()), "state", step.snapshot.parts().values() + " where " + parts.values());
        parts.values().forEach(part -> trail(part, step.snapshot.trail().getOrDefault(part.id(), List.of())));
    }

    /** The trail's entries follow each other, each by a move that is allowed, and end where the assignment stands. */
    private void trail(Part part, List<String> entries) {
        String status = "AWAITING_ACKNOWLEDGEMENT";
        for (String entry : entries) {
            String[] change = entry.split(" ");
            boolean opened = change[0].equals("null");
            boolean allowed = change[0].equals(change[1]) || MOVES.contains(entry);
            require(opened || change[0].equals(status) && allowed, "audit", part + " " + entries);
            status = change[1];
        }
        require(status.equals(part.status().name()), "audit", part + " " + entries);
    }

    private static final Set<String> MOVES = Set.of("AWAITING_ACKNOWLEDGEMENT IN_PROGRESS", "AWAITING_ACKNOWLEDGEMENT SUBMITTED",
            "AWAITING_ACKNOWLEDGEMENT TERMINATED", "IN_PROGRESS SUBMITTED", "IN_PROGRESS TERMINATED", "SUBMITTED COMPLETED",
            "SUBMITTED IN_PROGRESS", "SUBMITTED TERMINATED", "COMPLETED IN_PROGRESS");
}
