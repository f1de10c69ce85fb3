package org.duban.notify.trace;

import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/**
 * Ids that log lines bear, by which they are found again. Those of a request stand from its beginning and go with it over
 * threads. None is personal.
 */
public final class LogIds {

    public static final String EVENT = "eventId";
    public static final String MAIL = "mailId";
    public static final String NOTICE = "noticeId";
    public static final String TRACE = "traceId";
    static final String REQUEST = "requestId";

    private LogIds() {}

    /** The lines of this work bear those ids besides. */
    public static <T> T during(Map<String, ?> ids, Supplier<T> work) {
        ids.forEach(MDC::put);
        try {
            return work.get();
        } finally {
            ids.keySet().forEach(MDC::remove);
        }
    }

    /** The same for work that gives nothing. */
    public static void during(Map<String, ?> ids, Runnable work) {
        during(ids, () -> {
            work.run();
            return null;
        });
    }
}
