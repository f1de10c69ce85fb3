package org.duban.task.parse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;

/** A task's own day, that day included; a null day means open-ended (持续推进). In JSON "2023-08-01" or "open-ended". */
public record Due(LocalDate day) {
    private static final String OPEN_ENDED = "open-ended";

    public static Due openEnded() {
        return new Due(null);
    }

    @JsonCreator
    public static Due parse(String text) {
        return text.equals(OPEN_ENDED) ? openEnded() : new Due(LocalDate.parse(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return day == null ? OPEN_ENDED : day.toString();
    }
}
