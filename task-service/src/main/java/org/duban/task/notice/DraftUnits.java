package org.duban.task.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.task.unit.NameMatching;
import org.duban.task.unit.UnitReading;

/** Whom the printed names of a notice mean: each once, in the order in which they are printed. Nothing is made of them here. */
final class DraftUnits {
    private final NameMatching directory;
    /** What the office has said of this notice: code by name. */
    private final Map<String, String> given;
    private final Map<String, UnitReading> readings = new LinkedHashMap<>();

    private DraftUnits(NameMatching directory, Map<String, String> given) {
        this.directory = directory;
        this.given = given;
    }

    /**
     * Reads them by the directory as it is now.
     *
     * @param tasks    the printed names of each task
     * @param reportTo null: the notice names none
     * @param given    code by name, as the office has said
     */
    static List<UnitReading> read(NameMatching directory, List<List<String>> tasks, String reportTo, Map<String, String> given) {
        DraftUnits units = new DraftUnits(directory, given);
        String usual = usualLevel(tasks);
        for (List<String> names : tasks) {
            String level = usual;
            for (String name : names) {
                String own = NameMatching.level(name);
                level = own == null ? level : own;
                units.add(name, level);
            }
        }
        if (reportTo != null) {
            units.add(reportTo, usual);
        }
        return List.copyOf(units.readings.values());
    }

    /** The level of most names: who leaves it out means the one that the notice comes from. */
    private static String usualLevel(List<List<String>> tasks) {
        return tasks.stream().flatMap(List::stream).map(NameMatching::level).filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())).entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey())).map(Map.Entry::getKey).orElse(null);
    }

    private void add(String name, String level) {
        UnitReading reading = given.containsKey(name) ? UnitReading.given(name, given.get(name)) : directory.read(name, level);
        UnitReading before = readings.putIfAbsent(name, reading);
        if (before != null && !Objects.equals(before.code(), reading.code())) {
            // One name for two bodies, by where it stands: that is for the office to part.
            readings.put(name, new UnitReading(name, null, null, before.nearest()));
        }
    }
}
