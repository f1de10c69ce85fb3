package org.duban.task.problem;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestForm;

/** Reads path and query values strictly; left to itself, the framework answers a bad one with an empty 404. */
@Provider
public class Parameters implements ParamConverterProvider {
    private record Reading(Function<String, Object> reader, Text expected) {}

    private static final Text NOT_ALLOWED = new Text("含有不允许的字符。", "It has characters that are not allowed.");

    private static final Map<Class<?>, Reading> READINGS = Map.of(
            UUID.class, new Reading(Parameters::uuid, new Text("应为 UUID。", "It must be a UUID.")),
            LocalDate.class, new Reading(Days::parse, new Text("应为 1949 至 2199 年间的日期，如 2023-08-01。", "It must be a date from 1949 to 2199, such as 2023-08-01.")),
            Instant.class, new Reading(Days::moment, new Text("应为时刻，如 2023-07-19T00:00:00Z。",
                    "It must be a moment such as 2023-07-19T00:00:00Z.")),
            Boolean.class, new Reading(Parameters::bool, new Text("应为 true 或 false。", "It must be true or false.")),
            int.class, new Reading(Parameters::integer, new Text("应为整数。", "It must be a whole number.")),
            String.class, new Reading(Parameters::plain, NOT_ALLOWED));

    /** What people type into a form may have lines. */
    private static final Reading OF_FORM = new Reading(Parameters::lines, NOT_ALLOWED);

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        boolean ofForm = isOfForm(annotations);
        Reading reading = type.isEnum() ? ofEnum(type) : ofForm && type == String.class ? OF_FORM : READINGS.get(type);
        return reading == null ? null : (ParamConverter<T>) new Strict(name(annotations), ofForm && type != String.class, reading);
    }

    /** @param emptyIsNone browsers send every field of a form, empty where nothing was typed */
    private record Strict(String name, boolean emptyIsNone, Reading reading) implements ParamConverter<Object> {
        @Override
        public Object fromString(String value) {
            if (value == null || emptyIsNone && value.isEmpty()) {
                return null;
            }
            try {
                return reading.reader.apply(value);
            } catch (RuntimeException e) {
                throw new ProblemException(ProblemCode.INVALID_PARAMETER, new Text(
                        "参数" + (name == null ? "" : " " + name) + "：" + reading.expected.zh(),
                        (name == null ? "" : name + ": ") + reading.expected.en()))
                        .parameter(name, reading.expected);
            }
        }

        @Override
        public String toString(Object value) {
            return value.toString();
        }
    }

    /** Java's own reader takes shortened forms. */
    static UUID uuid(String value) {
        UUID uuid = UUID.fromString(value);
        if (!uuid.toString().equalsIgnoreCase(value)) {
            throw new IllegalArgumentException();
        }
        return uuid;
    }

    /** Java's own reader takes the digits of every script. */
    private static Integer integer(String value) {
        if (!value.matches("-?[0-9]+")) {
            throw new IllegalArgumentException();
        }
        return Integer.valueOf(value);
    }

    private static Boolean bool(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static String plain(String value) {
        // A line of its own stands in no parameter, and U+FFFD is what is left of bytes that were no UTF-8.
        if (!PlainText.isPlain(value) || value.chars().anyMatch(c -> Character.isISOControl(c) || c == 0xfffd)) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    /** Browsers end lines by CR LF. */
    private static String lines(String value) {
        if (!PlainText.isPlain(value) || value.indexOf(0xfffd) >= 0) {
            throw new IllegalArgumentException();
        }
        return value.replace("\r\n", "\n");
    }

    private static boolean isOfForm(Annotation[] annotations) {
        return Arrays.stream(annotations).anyMatch(annotation -> annotation instanceof FormParam || annotation instanceof RestForm);
    }

    private static Reading ofEnum(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        String names = String.join(", ", Arrays.stream(constants).map(constant -> ((Enum<?>) constant).name()).toList());
        return new Reading(value -> Arrays.stream(constants).filter(c -> ((Enum<?>) c).name().equals(value))
                .findFirst().orElseThrow(), new Text("应为下列之一：" + names + "。", "It must be one of " + names + "."));
    }

    private static String name(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                return query.value();
            }
            if (annotation instanceof PathParam path) {
                return path.value();
            }
            if (annotation instanceof FormParam form) {
                return form.value();
            }
        }
        return null;
    }
}
