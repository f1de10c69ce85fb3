package org.duban.task.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.duban.task.event.Topics;
import org.duban.task.outbox.FakeBroker.Copy;
import org.duban.task.simulation.History.Row;
import org.duban.task.simulation.History.Step;

/** What must hold between the outbox, the broker and GET /events. */
final class RelayChecker {
    private final List<String> violations = new ArrayList<>();
    private final Map<UUID, Row> rows = new LinkedHashMap<>();
    private final Map<UUID, Integer> appeared = new HashMap<>();
    private final Map<UUID, Long> positions = new LinkedHashMap<>();
    private final Map<UUID, Integer> marked = new HashMap<>();
    /** In the order of their first copies. */
    private final Set<UUID> published = new LinkedHashSet<>();
    private final List<UUID> read = new ArrayList<>();
    private int at;
    private Step step;

    private RelayChecker() {}

    static List<String> check(History history) {
        RelayChecker checker = new RelayChecker();
        for (Step step : history.steps) {
            checker.step(step);
        }
        checker.end();
        return checker.violations;
    }

    private void require(boolean holds, String rule, Object about) {
        if (!holds) {
            violations.add("%s: %s at %s".formatted(rule, about, step));
        }
    }

    private void step(Step next) {
        step = next;
        at++;
        for (Copy copy : step.copies) {
            require(!marked.containsKey(copy.id()), "published again", rows.get(copy.id()));
            published.add(copy.id());
        }
        for (Row row : step.appeared) {
            require(rows.put(row.id(), row) == null, "outbox", row);
            appeared.put(row.id(), at);
        }
        step.marked.forEach((id, position) -> {
            require(published.contains(id), "marked before it was published", rows.get(id));
            require(position == positions.size() + 1, "position", position + " after " + positions.size());
            positions.put(id, position);
            marked.put(id, at);
        });
        read.addAll(step.read.values());
        if (step.snapshot != null) {
            require(positions.keySet().equals(rows.keySet()), "unpublished", missing(rows.keySet(), positions.keySet()));
            require(published.equals(rows.keySet()), "lost", missing(rows.keySet(), published));
            require(read.equals(positions.keySet().stream().filter(id -> rows.get(id).topic().equals(Topics.EVENTS)).toList()),
                    "feed", read.size() + " of " + positions.size());
        }
    }

    private List<Row> missing(Set<UUID> all, Set<UUID> there) {
        Set<UUID> missing = new HashSet<>(all);
        missing.removeAll(there);
        return missing.stream().map(rows::get).toList();
    }

    /** Under each key, what was written first is published first, unless it was committed after the other had gone. */
    private void end() {
        Map<String, List<Row>> keys = new HashMap<>();
        published.forEach(id -> {
            if (rows.containsKey(id)) {
                keys.computeIfAbsent(rows.get(id).topic() + rows.get(id).key(), key -> new ArrayList<>()).add(rows.get(id));
            }
        });
        keys.forEach((key, ofKey) -> {
            for (int i = 1; i < ofKey.size(); i++) {
                Row row = ofKey.get(i);
                for (Row earlier : ofKey.subList(0, i)) {
                    boolean inOrder = row.seq() > earlier.seq() || appeared.get(row.id()) >= marked.getOrDefault(earlier.id(), at);
                    require(inOrder, "order", row + " after " + earlier);
                    require(row.sequence() == null || earlier.sequence() == null || !row.subject().equals(earlier.subject())
                            || row.sequence() > earlier.sequence(), "order", row + " after " + earlier);
                }
            }
        });
        List<Long> dense = LongStream.rangeClosed(1, positions.size()).boxed().toList();
        require(dense.equals(List.copyOf(positions.values())), "position", positions.values());
    }
}
