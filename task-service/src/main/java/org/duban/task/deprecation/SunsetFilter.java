package org.duban.task.deprecation;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says in each answer of an operation that will go that it will: Deprecation (RFC 9745), Sunset (RFC 8594). */
public class SunsetFilter {
    /** As in Sun, 06 Nov 1994 08:49:37 GMT: always two digits (RFC 9110 §5.6.7). */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    @ServerResponseFilter
    public void announce(ResourceInfo resource, ContainerResponseContext response) {
        // There is none yet where a path has several methods, by media type, and none of them fits.
        Method method = resource == null ? null : resource.getResourceMethod();
        Sunset sunset = method == null ? null : method.getAnnotation(Sunset.class);
        if (sunset != null) {
            response.getHeaders().putSingle("Deprecation", "@" + begin(sunset.since()).toEpochSecond());
            response.getHeaders().putSingle("Sunset", HTTP_DATE.format(begin(sunset.on())));
            response.getHeaders().add(HttpHeaders.LINK, "<" + sunset.link() + ">; rel=\"deprecation\"; type=\"text/html\"");
        }
    }

    private static ZonedDateTime begin(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC);
    }
}
