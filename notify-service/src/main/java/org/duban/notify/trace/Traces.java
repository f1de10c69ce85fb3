package org.duban.notify.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * From the request to the mail as one trace: an event carries the place of what caused it ({@code traceparent}), and what
 * comes of it here goes on from there. Spans name routes, types and ids; never a path, an address or a value. Without a
 * collector none are made.
 */
@Singleton
public class Traces {

    private static final AttributeKey<String> EVENT = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("duban.event.type");
    private static final AttributeKey<String> MAIL = AttributeKey.stringKey("duban.mail.id");

    /** Null where nothing is collected. */
    private final SdkTracerProvider provider;

    private final Tracer tracer;

    @Inject
    Traces(TraceSettings settings) {
        this(settings.otlp().map(Traces::collector).orElse(null));
    }

    /** @param collector null: no spans are made */
    Traces(SpanExporter collector) {
        provider = collector == null
                ? null
                : SdkTracerProvider.builder()
                        .setResource(Resource.create(
                                Attributes.of(AttributeKey.stringKey("service.name"), "duban-notify-service")))
                        .addSpanProcessor(BatchSpanProcessor.builder(collector)
                                .setScheduleDelay(Duration.ofSeconds(1))
                                .build())
                        .build();
        tracer = (provider == null ? TracerProvider.noop() : provider).get("org.duban");
    }

    private static SpanExporter collector(String url) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(url.replaceFirst("/+$", "") + "/v1/traces")
                .build();
    }

    /**
     * A request that has come; whoever began it ends it.
     *
     * @param traceparent where its caller stands; null, or no such text: a trace of its own
     */
    Span request(String method, String traceparent) {
        return tracer.spanBuilder(method)
                .setParent(Traceparent.read(traceparent))
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
    }

    /**
     * An event has been stored, and its mails are planned.
     *
     * @param traceparent where its cause stands; null: a trace of its own
     * @param came machine time
     */
    public void stored(String traceparent, UUID event, String type, Instant came, Instant stored) {
        if (provider != null) {
            tracer.spanBuilder("store")
                    .setParent(Traceparent.read(traceparent))
                    .setSpanKind(SpanKind.CONSUMER)
                    .setAttribute(EVENT, event.toString())
                    .setAttribute(TYPE, type)
                    .setStartTimestamp(came)
                    .startSpan()
                    .end(stored);
        }
    }

    /**
     * A try to send a mail; whoever began it ends it. It goes on from the last of its reasons, which made it go, and is
     * linked to the others.
     *
     * @param traceparents where their causes stand, the oldest first; null for those that were not traced
     */
    public Span sending(UUID mail, List<String> traceparents) {
        if (provider == null) {
            return Span.getInvalid();
        }
        int last = traceparents.size() - 1;
        SpanBuilder span = tracer.spanBuilder("send")
                .setParent(Traceparent.read(traceparents.get(last)))
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(MAIL, mail.toString());
        traceparents.subList(0, last).forEach(other ->
                span.addLink(Span.fromContext(Traceparent.read(other)).getSpanContext()));
        return span.startSpan();
    }

    @PreDestroy
    void close() {
        if (provider != null) {
            provider.shutdown().join(2, TimeUnit.SECONDS);
        }
    }
}
