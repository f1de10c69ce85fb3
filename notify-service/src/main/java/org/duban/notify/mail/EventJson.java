package org.duban.notify.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.stream.Collectors;

/** Reads the data of events. Unknown fields may come with later versions; missing ones and wrong types are refused. */
public final class EventJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventJson() {}

    /** The data does not fit; the message names the field and quotes no value. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    public static <T> T read(String json, Class<T> type) throws Unreadable {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new Unreadable("data is null");
            }
            return value;
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            // The records name what they miss; other messages would quote the value.
            String missing = e.getCause() instanceof NullPointerException
                    ? " misses " + e.getCause().getMessage()
                    : "";
            throw new Unreadable("data does not fit at '" + path + "'" + missing);
        } catch (JsonProcessingException e) {
            throw new Unreadable("not JSON");
        }
    }

    /** The data of an event, with what its type demands. */
    public static EventData read(String json, EventType type) throws Unreadable {
        EventData data = read(json, type.data());
        if (data instanceof EventData.OfDeadline deadline) {
            if (type == EventType.RUNG_FIRED && deadline.rung() == null) {
                throw new Unreadable("data misses rung");
            }
            if (type == EventType.SUBMISSION_RETURNED && deadline.submission() == null) {
                throw new Unreadable("data misses submission");
            }
            boolean extension = type == EventType.EXTENSION_GRANTED || type == EventType.EXTENSION_REFUSED;
            if (extension && deadline.extension() == null) {
                throw new Unreadable("data misses extension");
            }
            if (type == EventType.ASSIGNMENT_REOPENED && deadline.reopening() == null) {
                throw new Unreadable("data misses reopening");
            }
            if (type == EventType.DISPUTE_REJECTED && deadline.dispute() == null) {
                throw new Unreadable("data misses dispute");
            }
            boolean mailed =
                    type != EventType.DEADLINE_CHANGED || deadline.receipt() != null || deadline.relief() != null;
            if (mailed && deadline.occasion() == null) {
                throw new Unreadable("data misses occasion");
            }
        }
        return data;
    }
}
