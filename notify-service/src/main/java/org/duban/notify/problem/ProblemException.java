package org.duban.notify.problem;

/** Ends a request with a problem. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ProblemCode code;
    private final String parameter;
    private final String chinese;
    private final String english;

    public ProblemException(ProblemCode code) {
        this(code, null, null, null);
    }

    private ProblemException(ProblemCode code, String parameter, String chinese, String english) {
        super(code.code());
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
