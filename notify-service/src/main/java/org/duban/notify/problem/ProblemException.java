package org.duban.notify.problem;

import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Ends a request with a problem.
 *
 * <p>It is a {@code WebApplicationException} because the REST layer turns any other exception of a parameter's converter
 * into a 404 of its own.
 */
public class ProblemException extends WebApplicationException {

    private static final long serialVersionUID = 1;

    private final ProblemCode code;
    /** Null where nothing in particular is at fault. */
    private final transient Problem.Fault chinese;

    private final transient Problem.Fault english;
    private Duration retryAfter;

    public ProblemException(ProblemCode code) {
        this(code, null, null);
    }

    private ProblemException(ProblemCode code, Problem.Fault chinese, Problem.Fault english) {
        super(code.code(), code.status());
        this.code = code;
        this.chinese = chinese;
        this.english = english;
    }

    /** A path or query parameter, or a header, that cannot be used. */
    public static ProblemException parameter(String name, String chinese, String english) {
        return new ProblemException(
                ProblemCode.INVALID_PARAMETER,
                new Problem.Fault(null, name, chinese),
                new Problem.Fault(null, name, english));
    }

    /** A field of the body that cannot be used. */
    public static ProblemException field(String pointer, String chinese, String english) {
        return new ProblemException(
                ProblemCode.INVALID_FIELD,
                new Problem.Fault(pointer, null, chinese),
                new Problem.Fault(pointer, null, english));
    }

    /** Says when to try again. */
    public ProblemException retryAfter(Duration wait) {
        this.retryAfter = wait;
        return this;
    }

    ProblemCode code() {
        return code;
    }

    List<Problem.Fault> faults(boolean inEnglish) {
        return chinese == null ? List.of() : List.of(inEnglish ? english : chinese);
    }

    /** In whole seconds, as the header wants it: rounded up. */
    OptionalLong retryAfterSeconds() {
        return retryAfter == null ? OptionalLong.empty() : OptionalLong.of(retryAfter.plusNanos(999_999_999).toSeconds());
    }
}
