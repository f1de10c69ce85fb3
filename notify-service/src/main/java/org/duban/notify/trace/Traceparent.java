package org.duban.notify.trace;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;

/** A place in a trace as text, by W3C Trace Context; in headers of requests and of events. */
final class Traceparent {

    private static final String HEADER = "traceparent";

    private static final TextMapGetter<String> ALONE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String text) {
            return List.of(HEADER);
        }

        @Override
        public String get(String text, String key) {
            return key.equals(HEADER) ? text : null;
        }
    };

    private Traceparent() {}

    /** A root where there is none, or what is there is no such text. */
    static Context read(String text) {
        return text == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), text, ALONE);
    }
}
