package org.duban.task.problem;

/** One sentence in the two languages of the API; Chinese is the default. */
public record Text(String zh, String en) {
    /** Both forms take the same arguments, by {@link String#format}. */
    public static Text of(String zh, String en, Object... args) {
        return args.length == 0 ? new Text(zh, en) : new Text(zh.formatted(args), en.formatted(args));
    }

    public String in(boolean english) {
        return english ? en : zh;
    }
}
