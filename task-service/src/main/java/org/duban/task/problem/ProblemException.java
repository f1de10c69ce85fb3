package org.duban.task.problem;

import java.util.ArrayList;
import java.util.List;

/** Thrown wherever a request cannot be done; nothing of it has been done, since it rolls the transaction back. */
public final class ProblemException extends RuntimeException {
    final transient ProblemCode code;
    final transient Text detail;
    final transient List<Place> places = new ArrayList<>();
    transient Long retryAfter;
    transient String existing;

    /**
     * A place at fault.
     *
     * @param pointer   JSON pointer into the body, or null
     * @param parameter name of a path or query parameter, or null
     */
    public record Place(String pointer, String parameter, Text detail) {}

    public ProblemException(ProblemCode code, Text detail) {
        super(code.code() + ": " + detail.en(), null, false, false);
        this.code = code;
        this.detail = detail;
    }

    /** Names a place in the body by its JSON pointer. */
    public ProblemException at(String pointer, Text what) {
        places.add(new Place(pointer, null, what));
        return this;
    }

    /** Names a path or query parameter. */
    public ProblemException parameter(String name, Text what) {
        places.add(new Place(null, name, what));
        return this;
    }

    /** Says after how many seconds the request may succeed. */
    public ProblemException retryAfter(long seconds) {
        retryAfter = seconds;
        return this;
    }

    /** Names what is there already, by its path. */
    public ProblemException existing(String path) {
        existing = path;
        return this;
    }

    public boolean hasPlaces() {
        return !places.isEmpty();
    }

    /** In the order in which they were named. */
    public List<Place> places() {
        return List.copyOf(places);
    }

    public ProblemCode code() {
        return code;
    }

    /** What is wrong, and what to do. */
    public Text detail() {
        return detail;
    }

    public static ProblemException notFound(Text thing, Object id) {
        return new ProblemException(ProblemCode.NOT_FOUND,
                new Text("未找到" + thing.zh() + " " + id + "。", "There is no " + thing.en() + " " + id + "."));
    }

    /** A single field is wrong: 400. */
    public static ProblemException field(String pointer, String zh, String en) {
        Text what = new Text(zh, en);
        return new ProblemException(ProblemCode.INVALID_FIELD, what).at(pointer, what);
    }
}
