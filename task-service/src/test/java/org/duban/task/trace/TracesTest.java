package org.duban.task.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Under what comes what; the whole, over both services, is in end-to-end. */
class TracesTest {
    private static final String CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String NOT_SAMPLED = CALLER.replaceFirst("01$", "00");
    private static final UUID ID = UUID.randomUUID();

    private final List<SpanData> seen = new ArrayList<>();
    private final Traces traces = new Traces(new SpanExporter() {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            seen.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    });
    private final Traces nothing = new Traces((SpanExporter) null);

    @AfterEach
    void forget() {
        MDC.remove(LogIds.TRACEPARENT);
    }

    private List<SpanData> seen() {
        traces.close();
        return seen;
    }

    @Test
    void aRequestGoesOnFromItsCallerAndItsEventsFromTheRequest() {
        Span request = traces.request("POST", CALLER);
        MDC.put(LogIds.TRACEPARENT, Traceparent.of(request));
        String ofEvent = traces.ofEvent(ID, "org.duban.test.v1");
        traces.publishing(ofEvent, ID.toString(), "org.duban.test.v1").end();
        request.end();

        assertEquals(Traceparent.of(request), ofEvent);
        assertEquals(List.of("publish", "POST"), seen().stream().map(SpanData::getName).toList());
        assertTrue(seen.stream().allMatch(span -> CALLER.contains(span.getTraceId())));
        assertEquals(request.getSpanContext().getSpanId(), seen.get(0).getParentSpanId());
        assertEquals("00f067aa0ba902b7", seen.get(1).getParentSpanId());
    }

    @Test
    void whatFallsDueBeginsATraceOfItsOwn() {
        String one = traces.ofEvent(ID, "org.duban.rung.fired.v1");
        String other = traces.ofEvent(ID, "org.duban.rung.fired.v1");
        traces.publishing(one, ID.toString(), "org.duban.rung.fired.v1").end();

        assertFalse(other.startsWith(one.substring(0, 35)));
        SpanData published = seen().get(2);
        assertEquals(one.substring(3, 35), published.getTraceId());
        assertEquals(one.substring(36, 52), published.getParentSpanId());
    }

    @Test
    void whatTheCallerDoesNotRecordIsNotRecordedHere() {
        Span request = traces.request("POST", NOT_SAMPLED);
        request.end();

        assertTrue(Traceparent.of(request).endsWith("-00"));
        assertEquals(List.of(), seen());
    }

    @Test
    void withoutACollectorTheCallersPlaceIsHandedOnAndNothingElseIsMade() {
        assertEquals(CALLER, Traceparent.of(nothing.request("POST", CALLER)));
        assertNull(Traceparent.of(nothing.request("POST", null)));
        assertNull(Traceparent.of(nothing.request("POST", "00-4bf9-no-01")));
        assertNull(nothing.ofEvent(ID, "org.duban.test.v1"));
        assertFalse(nothing.publishing(CALLER, ID.toString(), "org.duban.test.v1").isRecording());
    }
}
