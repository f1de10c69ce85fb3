package org.duban.notify.trace;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Under what comes what; the whole, over both services, is in end-to-end. */
class TracesTest {

    private static final UUID ID = UUID.randomUUID();
    private static final String FIRST = "00-11111111111111111111111111111111-1111111111111111-01";
    private static final String LAST = "00-22222222222222222222222222222222-2222222222222222-01";

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

    @Test
    void aMailComesUnderTheLastOfItsReasonsAndIsLinkedToTheOthers() {
        traces.sending(ID, Arrays.asList(FIRST, null, LAST)).end();
        traces.close();

        SpanData send = seen.get(0);
        assertThat(send.getTraceId(), equalTo("2".repeat(32)));
        assertThat(send.getParentSpanId(), equalTo("2".repeat(16)));
        assertThat(
                send.getLinks().stream().map(LinkData::getSpanContext).map(place -> place.getTraceId()).toList(),
                contains("1".repeat(32)));
    }

    @Test
    void anEventComesUnderItsCause() {
        Instant came = Instant.parse("2023-07-19T00:00:00Z");
        traces.stored(FIRST, ID, "org.duban.rung.fired.v1", came, came.plusMillis(5));
        traces.close();

        assertThat(seen.get(0).getTraceId(), equalTo("1".repeat(32)));
        assertThat(seen.get(0).getEndEpochNanos() - seen.get(0).getStartEpochNanos(), equalTo(5_000_000L));
    }

    @Test
    void withoutACollectorNothingIsMade() {
        Traces nothing = new Traces((SpanExporter) null);
        nothing.stored(FIRST, ID, "org.duban.rung.fired.v1", Instant.EPOCH, Instant.EPOCH);

        assertThat(nothing.sending(ID, List.of(FIRST)).isRecording(), equalTo(false));
        assertThat(seen, empty());
    }
}
