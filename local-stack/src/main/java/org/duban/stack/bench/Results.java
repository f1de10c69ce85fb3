package org.duban.stack.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.stack.json.Json;

/** A JSON list to which the long runs of all modules add, each entry on a line: {@code target/bench.json}, {@code target/faults.json}. */
public final class Results {
    /** Set by the profile: the target directory of the whole build. */
    private static final String DIRECTORY = "RESULTS_DIRECTORY";

    private final Path file;

    private Results(Path file) {
        this.file = file;
    }

    /** Of benchmarks: {@code {name, value, unit, floor, ratio}}. */
    public static Results bench() {
        return new Results(directory().resolve("bench.json"));
    }

    /** Of fault runs: {@code {fault, runs, lost, duplicates, ambiguous, seen}}. */
    public static Results faults() {
        return new Results(directory().resolve("faults.json"));
    }

    private static Path directory() {
        return Path.of(System.getenv().getOrDefault(DIRECTORY, "target"));
    }

    /** Adds an entry; one whose first value is the same gives way to it. */
    public synchronized void add(Map<String, Object> entry) {
        try {
            List<Object> entries = new ArrayList<>();
            if (Files.exists(file)) {
                entries.addAll((List<?>) Json.parse(Files.readString(file)));
            }
            entries.removeIf(old -> first((Map<?, ?>) old).equals(first(entry)));
            entries.add(entry);
            Files.createDirectories(file.getParent());
            Files.writeString(file, entries.stream().map(Json::write).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object first(Map<?, ?> entry) {
        return entry.values().iterator().next();
    }
}
