package org.duban.task.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.outbox.FakeBroker.Copy;

/** What one seed did and what was seen of it, in the order in which it was committed. */
final class History {
    /** How a step ended. */
    enum Outcome { DONE, REFUSED, CRASHED, FAILED }

    /** An assignment as it should stand, by the simulation's own book. */
    record Part(UUID id, String unit, LocalDate originalDue, LocalDate due, AssignmentStatus status) {
        String deadline() {
            return unit + " " + due;
        }

        boolean isOwed() {
            return status == AssignmentStatus.AWAITING_ACKNOWLEDGEMENT || status == AssignmentStatus.IN_PROGRESS;
        }

        boolean isOpen() {
            return isOwed() || status == AssignmentStatus.SUBMITTED;
        }
    }

    /** A row of the outbox, when it could first be seen. */
    record Row(long seq, UUID id, String topic, String key, String type, String subject, Instant time, Integer sequence,
            JsonNode data) {
        boolean is(String name) {
            return type.equals("org.duban." + name + ".v1");
        }

        /** The deadline that it is about, as {@link Part#deadline}. */
        String deadline() {
            return data.at("/unit/code").asText() + " " + data.at("/deadline/due").asText("null");
        }

        @Override
        public String toString() {
            return type.replaceAll("^org\\.duban\\.|\\.v1$", "")
                    + (sequence == null ? "" : " " + deadline() + " #" + sequence + data.at("/rung/name").asText());
        }
    }

    /** The ladder of the notice: offsets in working days, none: no reminders; and the minute of the day. */
    record Rungs(List<Integer> offsets, int minute) {}

    /**
     * A day of the office's own.
     *
     * @param worked null: it is taken back
     */
    record Declared(LocalDate day, Boolean worked) {}

    /** How the tables stood when nothing was left to do. */
    record Snapshot(Map<String, Instant> nextAt, Map<UUID, Part> parts, Map<UUID, List<String>> trail) {}

    /** One step; only what it brought is filled in. */
    static final class Step {
        final String what;
        final Instant now;
        Outcome outcome = Outcome.DONE;
        /** What it failed with, though it should not have. */
        RuntimeException failure;
        /** Whether it should have been refused. */
        boolean refusable;
        /** The assignments whose deadlines it touched, as they are after it. */
        List<Part> parts = List.of();
        /** Null: as before. */
        Boolean live;
        /** Null: as before. */
        Rungs ladder;
        /** Null: the calendar is as before; else all was planned again that was not due. */
        Declared declared;
        /** After a tick, and where planned again: the next moment of each deadline, as it is stored. */
        Map<String, Instant> planned = Map.of();
        /** Entries that it should have left in the audit trail, and those it did. */
        int trailExpected;
        int trail;
        final List<Row> appeared = new ArrayList<>();
        /** Positions that became visible. */
        final Map<UUID, Long> marked = new LinkedHashMap<>();
        /** What the broker kept. */
        List<Copy> copies = List.of();
        /** What a reader of GET /events got, by position. */
        Map<Long, UUID> read = Map.of();
        /** A briefing was due and is done with. */
        boolean briefed;
        Snapshot snapshot;

        Step(String what, Instant now) {
            this.what = what;
            this.now = now;
        }

        boolean isDone() {
            return outcome == Outcome.DONE;
        }

        @Override
        public String toString() {
            return now + " " + what + (isDone() ? "" : " " + outcome)
                    + (parts.isEmpty() ? "" : " " + parts.stream().map(p -> p.deadline() + " " + p.status).toList())
                    + (appeared.isEmpty() ? "" : " +" + appeared) + (marked.isEmpty() ? "" : " marked " + marked.values())
                    + (copies.isEmpty() ? "" : " kept " + copies.stream().map(Copy::key)
                            .map(key -> key.length() > 30 ? "notice" : key).toList())
                    + (read.isEmpty() ? "" : " read " + read.size());
        }
    }

    final long seed;
    final List<Step> steps = new ArrayList<>();
    /** Each kind of step and of fault that happened, and how often. */
    final Map<String, Integer> counts = new HashMap<>();
    LocalDate dispatched;

    History(long seed) {
        this.seed = seed;
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    @Override
    public String toString() {
        return "seed " + seed + " (-Dsimulation.seed=" + seed + ")\n"
                + steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
