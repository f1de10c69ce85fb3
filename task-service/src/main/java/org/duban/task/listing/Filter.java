package org.duban.task.listing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditions of a list query in HQL; only those whose value was given count. Values are always bound, never pasted. */
public final class Filter {
    private static final Pattern NAME = Pattern.compile(":(\\w+)");

    private final List<String> conditions = new ArrayList<>();
    private final List<String> starts = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private String rows;
    private LocalDate first;
    private LocalDate last;

    /** Adds a condition that uses {@code :name}, unless the value is null. */
    public Filter and(String condition, String name, Object value) {
        if (value != null) {
            conditions.add("(" + condition + ")");
            values.put(name, value);
        }
        return this;
    }

    /** Adds a condition without a value. */
    public Filter and(String condition) {
        conditions.add("(" + condition + ")");
        return this;
    }

    /** Adds all conditions of another. */
    public Filter and(Filter other) {
        conditions.addAll(other.conditions);
        starts.addAll(other.starts);
        ends.addAll(other.ends);
        values.putAll(other.values);
        begin(other.first);
        end(other.last);
        return this;
    }

    /** What is left is looked for among the rows of that query in HQL, which names all that conditions and orders name. */
    public Filter among(String query) {
        rows = "(" + query + ")";
        return this;
    }

    /** Adds the condition that what is left has no earlier day than {@code :name}, unless that is null. */
    public Filter starting(String condition, String name, LocalDate day) {
        if (day != null) {
            starts.add("(" + condition + ")");
            values.put(name, day);
            begin(day);
        }
        return this;
    }

    /** Adds the condition that what is left has no later day than {@code :name}, unless that is null. */
    public Filter ending(String condition, String name, LocalDate day) {
        if (day != null) {
            ends.add("(" + condition + ")");
            values.put(name, day);
            end(day);
        }
        return this;
    }

    private void begin(LocalDate day) {
        first = first == null || day != null && first.isBefore(day) ? day : first;
    }

    private void end(LocalDate day) {
        last = last == null || day != null && last.isAfter(day) ? day : last;
    }

    /**
     * Leaves out where it starts, or ends in a descending list: a cursor within says it already, and PostgreSQL would search an
     * index from the start on, not from the cursor, did it know both.
     */
    void entered(boolean descending) {
        (descending ? ends : starts).clear();
        values.keySet().retainAll(NAME.matcher(where()).results().map(name -> name.group(1)).collect(Collectors.toSet()));
    }

    /** True when all that it leaves is later than the day, or earlier in a descending list. */
    boolean isBeyond(LocalDate day, boolean descending) {
        return descending ? last != null && last.isBefore(day) : first != null && first.isAfter(day);
    }

    /** A further value of a condition that uses more than one. */
    public Filter bind(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** True when it leaves everything. */
    public boolean isEmpty() {
        return conditions.isEmpty() && starts.isEmpty() && ends.isEmpty();
    }

    /** Where it looks, in HQL; null: among all. */
    String rows() {
        return rows;
    }

    public String where() {
        return isEmpty() ? "1 = 1" : Stream.of(conditions, starts, ends).flatMap(List::stream).collect(Collectors.joining(" and "));
    }

    public Map<String, Object> values() {
        return values;
    }
}
