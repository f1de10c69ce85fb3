package org.duban.task.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;

/** A place in a trace as text, by W3C Trace Context; in headers of requests, and with events. */
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
        return text == null ? Context.root() : W3CTraceContextPropagator.getInstance().extract(Context.root(), text, ALONE);
    }

    /** Null where the span is of no trace. */
    static String of(Span span) {
        SpanContext place = span.getSpanContext();
        return place.isValid()
                ? "00-" + place.getTraceId() + "-" + place.getSpanId() + "-" + place.getTraceFlags().asHex() : null;
    }
}
