package org.duban.task.trace;

import org.jboss.logging.MDC;

/**
 * Ids that log lines bear, by which they are found again. Those of a request stand from its beginning and go with it over
 * threads. None is personal.
 */
public final class LogIds {
    public static final String EVENT = "eventId";
    static final String REQUEST = "requestId";
    static final String NOTICE = "noticeId";
    static final String TRACE = "traceId";
    /** The place in the trace, by W3C Trace Context: what is caused now comes under it. */
    static final String TRACEPARENT = "traceparent";

    private LogIds() {}

    /** The lines of this work bear that id besides. */
    public static void during(String name, String id, Runnable work) {
        MDC.put(name, id);
        try {
            work.run();
        } finally {
            MDC.remove(name);
        }
    }
}
