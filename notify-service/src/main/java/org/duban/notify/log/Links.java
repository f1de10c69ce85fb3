package org.duban.notify.log;

import java.util.regex.Pattern;

/** What is shown of a mail's body: a link by which a unit reports bears a token, and that is for its recipient only. */
final class Links {

    private static final Pattern TOKEN = Pattern.compile("(/report/)[^\\s\"'<>]+", Pattern.CASE_INSENSITIVE);

    private Links() {}

    /** Blanks the token of every link; null stays null. */
    static String blank(String body) {
        return body == null ? null : TOKEN.matcher(body).replaceAll("$1…");
    }
}
