package org.duban.notify.smtp;

/** What a foreign mail system says, fit to be kept and shown. */
public final class ServerWords {

    private static final int LONGEST = 200;
    /** More is not looked at. */
    private static final int ENOUGH = 1_000;

    private ServerWords() {}

    /**
     * In one line, not too long, without addresses, which it likes to quote, and without characters that PostgreSQL does not
     * take or that turn the direction of writing.
     */
    public static String oneLine(String words) {
        String line = words.substring(0, Math.min(words.length(), ENOUGH)).replaceAll("\\S*@\\S*", "…").replaceAll("[\\p{C}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
