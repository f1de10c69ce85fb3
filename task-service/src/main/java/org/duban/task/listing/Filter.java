package org.duban.task.listing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conditions of a list query in HQL; only those whose value was given count. Values are always bound, never pasted. */
public final class Filter {
    private final List<String> conditions = new ArrayList<>();
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
        values.putAll(other.values);
        if (other.first != null) {
            starting(other.first);
        }
        return other.last == null ? this : ending(other.last);
    }

    /** What is left is looked for among the rows of that query in HQL, which names all that conditions and orders name. */
    public Filter among(String query) {
        rows = "(" + query + ")";
        return this;
    }

    /** What it leaves has no earlier day; of a list that is ordered by it. The condition that says so is added besides. */
    public Filter starting(LocalDate day) {
        first = first == null || first.isBefore(day) ? day : first;
        return this;
    }

    /** What it leaves has no later day. */
    public Filter ending(LocalDate day) {
        last = last == null || last.isAfter(day) ? day : last;
        return this;
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
        return conditions.isEmpty();
    }

    /** Where it looks, in HQL; null: among all. */
    String rows() {
        return rows;
    }

    public String where() {
        return conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
    }

    public Map<String, Object> values() {
        return values;
    }
}
