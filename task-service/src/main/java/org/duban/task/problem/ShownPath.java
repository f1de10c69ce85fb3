package org.duban.task.problem;

import java.util.regex.Pattern;

/** The path of a request as answers and logs show it: the token of a link to report by is for its holder only. */
final class ShownPath {
    private static final Pattern TOKEN = Pattern.compile("(/report/)[^/?#]+");

    private ShownPath() {}

    /** Null stays null. */
    static String of(String path) {
        return path == null ? null : TOKEN.matcher(path).replaceFirst("$1…");
    }
}
