package org.duban.notify.problem;

import jakarta.ws.rs.WebApplicationException;

/**
 * Ends a request with a problem.
 *
 * <p>It is a {@code WebApplicationException} because the REST layer turns any other exception of a parameter's converter
 * into a 404 of its own.
 */
public class ProblemException extends WebApplicationException {

    private static final long serialVersionUID = 1;

    private final ProblemCode code;
    private final String parameter;
    private final String chinese;
    private final String english;

    public ProblemException(ProblemCode code) {
        this(code, null, null, null);
    }

    private ProblemException(ProblemCode code, String parameter, String chinese, String english) {
        super(code.code(), code.status());
        this.code = code;
        this.parameter = parameter;
        this.chinese = chinese;
        this.english = english;
    }

    /** A path or query parameter that cannot be used. */
    public static ProblemException parameter(String name, String chinese, String english) {
        return new ProblemException(ProblemCode.INVALID_PARAMETER, name, chinese, english);
    }

    ProblemCode code() {
        return code;
    }

    /** Null where no parameter is at fault. */
    String parameter() {
        return parameter;
    }

    String words(boolean inEnglish) {
        return inEnglish ? english : chinese;
    }
}
