package org.duban.task.signin;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Paths of the office's own pages, as forms and links name the page to go to. */
public final class PagePath {
    /** Where one goes who does not say. */
    public static final String HOME = "/board";
    /** Nothing that a browser might read as another host, or as another page. No group is repeated: however long it is, it is read in one loop. */
    private static final Pattern OURS = Pattern.compile(
            "(?!.*(?://|\\.\\.))/(?:board|import)(?:/[0-9A-Za-z_./-]*)?(?:\\?[0-9A-Za-z._~%&=+-]*)?");

    private PagePath() {}

    /** What was asked for where it is one of these pages, else the board. */
    public static String of(String asked) {
        return asked != null && OURS.matcher(asked).matches() ? asked : HOME;
    }

    /** The answer that leads there; without a host, which nobody knows who stands behind a proxy. */
    public static Response.ResponseBuilder go(String asked) {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, of(asked));
    }

    /** As a value in a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
