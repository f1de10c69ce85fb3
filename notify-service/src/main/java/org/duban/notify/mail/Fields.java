package org.duban.notify.mail;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the records of events say of their fields. */
final class Fields {

    private Fields() {}

    /** @throws NullPointerException naming the field, and no value, where it is missing */
    static <T> T require(T value, String field) {
        return Objects.requireNonNull(value, field);
    }

    static Map<String, Integer> orNone(Map<String, Integer> counts) {
        return counts == null ? Map.of() : Map.copyOf(counts);
    }

    static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
