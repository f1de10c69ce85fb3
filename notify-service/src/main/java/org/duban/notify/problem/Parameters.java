package org.duban.notify.problem;

import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Reads path and query values strictly: left to itself the REST layer answers a bad one with an empty 404. */
@Provider
public class Parameters implements ParamConverterProvider {

    private static final int LONGEST_TEXT = 500;

    private static final Map<Class<?>, Reader> READERS = Map.of(
            UUID.class, new Reader(Parameters::uuid, "应为 UUID", "must be a UUID"),
            LocalDate.class, new Reader(Parameters::day, "应为 1949 至 2199 年间的日期，如 2023-08-01", "must be a date from 1949 to 2199, as 2023-08-01"),
            Integer.class, new Reader(Parameters::integer, "应为整数", "must be a whole number"),
            Long.class, new Reader(Parameters::number, "应为非负整数", "must be a whole number, not negative"),
            String.class,
                    new Reader(
                            Parameters::plain,
                            "应为 1 至 500 个字符，不含控制字符",
                            "must have 1 to 500 characters, none of them a control character"));

    private record Reader(Function<String, Object> read, String chinese, String english) {}

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        Reader reader = type.isEnum() ? ofEnum(type) : READERS.get(type);
        return reader == null ? null : (ParamConverter<T>) new Strict(name(annotations), reader);
    }

    private record Strict(String name, Reader reader) implements ParamConverter<Object> {

        @Override
        public Object fromString(String value) {
            if (value == null) {
                return null;
            }
            try {
                return reader.read().apply(value);
            } catch (RuntimeException e) {
                throw ProblemException.parameter(name, reader.chinese(), reader.english());
            }
        }

        @Override
        public String toString(Object value) {
            return value.toString();
        }
    }

    /** Java's own reader takes years of many digits, and signs. Days of other centuries are slips of the pen. */
    private static LocalDate day(String value) {
        LocalDate day = LocalDate.parse(value);
        if (value.length() != "2023-08-01".length() || day.getYear() < 1949 || day.getYear() > 2199) {
            throw new IllegalArgumentException();
        }
        return day;
    }

    private static Integer integer(String value) {
        // Java's own reader takes the digits of every script.
        if (!value.matches("-?[0-9]+")) {
            throw new IllegalArgumentException();
        }
        return Integer.valueOf(value);
    }

    /** A number of a row: Java's own reader takes signs, and the digits of every script. */
    private static Long number(String value) {
        if (!value.matches("[0-9]+")) {
            throw new IllegalArgumentException();
        }
        return Long.valueOf(value);
    }

    private static String plain(String value) {
        // U+FFFD is what is left of bytes that were no UTF-8.
        if (value.isBlank() || value.length() > LONGEST_TEXT || !PlainText.isPlain(value)
                || value.chars().anyMatch(c -> Character.isISOControl(c) || c == 0xfffd)) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    /** Java's own reader takes shortened forms. */
    private static UUID uuid(String value) {
        UUID uuid = UUID.fromString(value);
        if (!uuid.toString().equalsIgnoreCase(value)) {
            throw new IllegalArgumentException();
        }
        return uuid;
    }

    private static Reader ofEnum(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        String names =
                String.join(", ", Arrays.stream(constants).map(Object::toString).toList());
        return new Reader(
                value -> Arrays.stream(constants)
                        .filter(constant -> ((Enum<?>) constant).name().equals(value))
                        .findFirst()
                        .orElseThrow(),
                "应为下列之一：" + names,
                "must be one of: " + names);
    }

    private static String name(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                return query.value();
            }
            if (annotation instanceof PathParam path) {
                return path.value();
            }
        }
        return null;
    }
}
