package org.duban.notify.problem;

/** Why somebody does something by hand: the field {@code reason} of a body. It is kept in an audit trail. */
public final class StatedReason {

    /** In characters, as JSON Schema counts them: rare ones are one each. */
    public static final int LONGEST = 500;

    private StatedReason() {}

    /**
     * @param reason as it came; null where it is missing
     * @return the same without blanks around it
     * @throws ProblemException 400 naming the field
     */
    public static String of(String reason) {
        if (reason == null || reason.isBlank() || reason.codePointCount(0, reason.length()) > LONGEST) {
            throw ProblemException.field("/reason", "应为 1 至 500 个字符", "must have 1 to 500 characters");
        }
        return reason.strip();
    }
}
