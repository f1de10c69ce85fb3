package org.duban.task.listing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conditions of a list query in HQL; only those whose value was given count. Values are always bound, never pasted. */
public final class Filter {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

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

    /** A further value of a condition that uses more than one. */
    public Filter bind(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** True when it leaves everything. */
    public boolean isEmpty() {
        return conditions.isEmpty();
    }

    public String where() {
        return conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
    }

    public Map<String, Object> values() {
        return values;
    }
}
