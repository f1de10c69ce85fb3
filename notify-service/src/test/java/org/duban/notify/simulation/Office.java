package org.duban.notify.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.duban.notify.simulation.Deadline.Assignment;
import org.duban.notify.simulation.Said.Shown;
import org.duban.notify.simulation.Said.Told;

/** What task-service would do with one notice: its deadlines, their versions, and the events that tell of them. */
final class Office {

    private record Rung(int offset, String stage, boolean copyLeader) {}

    private static final List<Rung> LADDER = List.of(
            new Rung(-3, "REMINDER", false), new Rung(0, "REMINDER", false), new Rung(1, "CHASE", true),
            new Rung(5, "ESCALATION", true), new Rung(10, "ESCALATION", true), new Rung(15, "ESCALATION", true));

    private final World world;
    private final Random random;
    private final Outlet outlet;
    final UUID notice;
    final List<String> units;
    private final String inspectorate;
    private final List<Deadline> deadlines = new ArrayList<>();
    private final Set<LocalDate> briefed = new HashSet<>();
    private boolean live;
    private int number;

    /** Ids that nobody else has. */
    interface World {
        UUID id();
    }

    /** Where events go. */
    interface Outlet {
        void tell(Told told, String key, ObjectNode data);
    }

    Office(World world, Random random, List<String> units, String inspectorate, Outlet outlet) {
        this.world = world;
        this.random = random;
        this.outlet = outlet;
        this.notice = world.id();
        this.units = units;
        this.inspectorate = inspectorate;
    }

    void dispatch() {
        live = true;
        LocalDate today = SimulatedClocks.today();
        ObjectNode record = ofNotice("notice-dispatched", "dispatch-record/" + notice);
        outlet.tell(told("notice-dispatched", record, null, Map.of("MAILBOX", "DISPATCH_RECORD"), null, null),
                notice.toString(), record);
        for (String unit : units) {
            int days = 1 + random.nextInt(2);
            List<Deadline> mine = new ArrayList<>();
            for (int i = 0; i < days; i++) {
                Deadline deadline = deadline(unit, today.plusDays(2 + random.nextInt(4) + 7L * i));
                int tasks = 1 + random.nextInt(2);
                for (int j = 0; j < tasks; j++) {
                    deadline.assignments.add(new Assignment(world.id(), ++number));
                }
                mine.add(deadline);
            }
            for (Deadline deadline : mine) {
                tell("deadline-opened", deadline, "dispatch/%s/%s".formatted(notice, unit), Map.of("UNIT", "DISPATCH"), null,
                        data -> data.put("occasionEvents", mine.size()));
            }
        }
    }

    private Deadline deadline(String unit, LocalDate due) {
        return deadlines.stream()
                .filter(known -> known.unit.equals(unit) && known.due.equals(due))
                .findFirst()
                .orElseGet(() -> {
                    Deadline fresh = new Deadline(world.id(), unit, due);
                    deadlines.add(fresh);
                    return fresh;
                });
    }

    /** Something that people do; says what. */
    String act() {
        if (!live) {
            return "nothing";
        }
        Deadline deadline = deadlines.get(random.nextInt(deadlines.size()));
        if (deadline.assignments.isEmpty()) {
            return "nothing";
        }
        Assignment assignment = deadline.assignments.get(random.nextInt(deadline.assignments.size()));
        int chance = random.nextInt(100);
        if (chance < 3) {
            return end();
        }
        return switch (assignment.status) {
            case "AWAITING_ACKNOWLEDGEMENT" -> chance < 60
                    ? to(deadline, assignment, "IN_PROGRESS", "acknowledged")
                    : chance < 75 ? extension(deadline, assignment) : to(deadline, assignment, "SUBMITTED", "submitted");
            case "IN_PROGRESS" -> chance < 25
                    ? extension(deadline, assignment)
                    : chance < 32 ? to(deadline, assignment, "TERMINATED", "terminated")
                    : to(deadline, assignment, "SUBMITTED", "submitted");
            case "SUBMITTED" -> chance < 50
                    ? to(deadline, assignment, "COMPLETED", "completed")
                    : decided(deadline, assignment, "submission-returned", "submission", "RETURNED", random.nextBoolean());
            case "COMPLETED" -> chance < 50
                    ? decided(deadline, assignment, "assignment-reopened", "reopening", "REOPENED", true)
                    : "nothing";
            default -> "nothing";
        };
    }

    private String to(Deadline deadline, Assignment assignment, String status, String what) {
        assignment.status = status;
        switch (what) {
            case "submitted" -> tell("deadline-changed-receipt", deadline, "receipt/" + world.id(),
                    Map.of("UNIT", "RECEIPT"), null, data -> only(data.path("receipt"), assignment));
            case "terminated" -> tell("deadline-changed-relief", deadline, "relieved/" + assignment.id,
                    Map.of("UNIT", "RELIEVED"), null, data -> only(data.path("relief"), assignment));
            default -> changed(deadline);
        }
        return what;
    }

    private static void only(JsonNode particular, Assignment assignment) {
        ((ObjectNode) particular).putArray("assignments").add(assignment.id.toString());
    }

    private String extension(Deadline deadline, Assignment assignment) {
        return random.nextBoolean()
                ? decided(deadline, assignment, "extension-granted", "extension", "EXTENSION_GRANTED", true)
                : random.nextBoolean()
                ? decided(deadline, assignment, "extension-refused", "extension", "EXTENSION_REFUSED", false)
                : decided(deadline, assignment, "dispute-rejected", "dispute", "DISPUTE_REJECTED", false);
    }

    /** A decision on one assignment, which may move it to another day. */
    private String decided(
            Deadline from, Assignment assignment, String event, String field, String kind, boolean moves) {
        assignment.status = "IN_PROGRESS";
        Deadline target = from;
        if (moves) {
            LocalDate after = from.due.isAfter(SimulatedClocks.today()) ? from.due : SimulatedClocks.today();
            target = deadline(from.unit, after.plusDays(1 + random.nextInt(4)));
            from.assignments.remove(assignment);
            target.assignments.add(assignment);
            changed(from);
        }
        LocalDate due = target.due;
        tell(event, target, "%s/%s".formatted(field, world.id()), Map.of("UNIT", kind), assignment.id,
                data -> data.putObject(field).put("id", world.id().toString())
                        .put("assignment", assignment.id.toString()).put("reason", "请补充。").put("newDue", due.toString()));
        return event;
    }

    private String end() {
        live = false;
        boolean withdrawn = random.nextBoolean();
        for (Deadline deadline : deadlines) {
            if (withdrawn && deadline.isOwed()) {
                tell("deadline-changed-withdrawn", deadline, "withdrawn/" + deadline.id, Map.of("UNIT", "WITHDRAWN"), null,
                        data -> {});
            } else {
                changed(deadline);
            }
        }
        ObjectNode data = ofNotice("notice-ended", null);
        data.put("status", withdrawn ? "WITHDRAWN" : "CLOSED");
        outlet.tell(new Told(world.id(), Wire.type("notice-ended"), null, notice, null, SimulatedClocks.today(), Map.of(),
                null, null, true), notice.toString(), data);
        return "notice-ended";
    }

    /** What the morning brings: of the rungs that have come, the newest of each deadline; the briefing; the list. */
    void morning() {
        LocalDate today = SimulatedClocks.today();
        if (!live) {
            return;
        }
        boolean escalated = false;
        for (Deadline deadline : List.copyOf(deadlines)) {
            Rung newest = LADDER.stream()
                    .filter(rung -> rung.offset > deadline.fired && !deadline.due.plusDays(rung.offset).isAfter(today))
                    .reduce((older, newer) -> newer)
                    .orElse(null);
            if (newest != null && deadline.isOwed()) {
                fire(deadline, newest, today);
                escalated |= newest.stage.equals("ESCALATION");
            }
        }
        if (briefed.add(today)) {
            ObjectNode briefing = ofNotice("briefing-issued", "briefing/%s/%s".formatted(notice, today));
            outlet.tell(told("briefing-issued", briefing, null, Map.of("MAILBOX", "BRIEFING"), null, null),
                    notice.toString(), briefing);
            if (escalated) {
                ObjectNode list = ofNotice("escalations-listed", "escalations/%s/%s".formatted(notice, today));
                ((ObjectNode) list.get("inspectorate")).put("code", inspectorate);
                outlet.tell(told("escalations-listed", list, inspectorate,
                                Map.of("MAILBOX", "ESCALATION_LIST", "INSPECTORATE", "ESCALATION_LIST"), null, null),
                        notice.toString(), list);
            }
        }
    }

    private void fire(Deadline deadline, Rung rung, LocalDate today) {
        deadline.fired = rung.offset;
        Map<String, String> mails = new LinkedHashMap<>();
        mails.put("UNIT", rung.stage);
        if (rung.copyLeader) {
            mails.put("LEADER", rung.stage);
        }
        tell("rung-fired-chase", deadline, "reminder/%s/%s/%s".formatted(notice, deadline.unit, today), mails, null,
                data -> ((ObjectNode) data.get("rung"))
                        .put("name", rung.offset == 0 ? "T" : "T%+d".formatted(rung.offset))
                        .put("stage", rung.stage)
                        .put("copyLeader", rung.copyLeader));
    }

    private void changed(Deadline deadline) {
        tell("deadline-changed", deadline, null, Map.of(), null, data -> {});
    }

    private void tell(
            String example, Deadline deadline, String occasion, Map<String, String> mails, UUID answered,
            Consumer<ObjectNode> particulars) {
        deadline.version++;
        ObjectNode data = ofNotice(example, occasion);
        data.remove("occasionEvents");
        ((ObjectNode) data.get("unit")).put("code", deadline.unit);
        ((ObjectNode) data.get("deadline"))
                .put("id", deadline.id.toString())
                .put("due", deadline.due.toString())
                .put("version", deadline.version);
        data.put("workingDaysLeft", (int) (deadline.due.toEpochDay() - SimulatedClocks.today().toEpochDay()));
        ObjectNode pattern = (ObjectNode) data.get("assignments").get(0);
        ArrayNode assignments = data.putArray("assignments");
        deadline.assignments.forEach(each -> assignments.add(pattern.deepCopy()
                .put("id", each.id.toString()).put("number", "1." + each.number).put("label", "(一)-" + each.number)
                .put("text", "加强科普。").put("status", each.status).put("due", deadline.due.toString())));
        particulars.accept(data);
        outlet.tell(told(example, data, deadline.unit, mails, deadline.shown(), answered), deadline.unit, data);
    }

    private ObjectNode ofNotice(String example, String occasion) {
        ObjectNode data = Wire.data(example);
        data.put("day", SimulatedClocks.today().toString());
        ((ObjectNode) data.get("notice")).put("id", notice.toString());
        if (occasion != null) {
            data.put("occasion", occasion);
        }
        return data;
    }

    private Told told(
            String example, ObjectNode data, String unit, Map<String, String> mails, Shown shown, UUID answered) {
        return new Told(world.id(), Wire.type(example), data.path("occasion").textValue(), notice, unit,
                SimulatedClocks.today(), mails, shown, answered, false);
    }
}
