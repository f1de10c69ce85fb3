package org.duban.task.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.MDC;

/**
 * From the request to the mail as one trace: an event carries the place of what caused it ({@code traceparent}), whoever
 * reads it goes on from there. Spans name routes, types and ids; never a path, an address or a value. Without a collector
 * none are made, and only the place that a caller gave is handed on.
 */
@Singleton
public class Traces {
    private static final AttributeKey<String> EVENT = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("duban.event.type");

    /** Null where nothing is collected. */
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    @Inject
    Traces(TraceConfig config) {
        this(config.otlp().map(Traces::collector).orElse(null));
    }

    /** @param collector null: no spans are made */
    Traces(SpanExporter collector) {
        provider = collector == null ? null : SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "duban-task-service")))
                .addSpanProcessor(BatchSpanProcessor.builder(collector).setScheduleDelay(Duration.ofSeconds(1)).build())
                .build();
        tracer = (provider == null ? TracerProvider.noop() : provider).get("org.duban");
    }

    private static SpanExporter collector(String url) {
        return OtlpHttpSpanExporter.builder().setEndpoint(url.replaceFirst("/+$", "") + "/v1/traces").build();
    }

    /**
     * A request that has come; whoever began it ends it.
     *
     * @param traceparent where its caller stands; null, or no such text: a trace of its own
     */
    Span request(String method, String traceparent) {
        return tracer.spanBuilder(method).setParent(Traceparent.read(traceparent)).setSpanKind(SpanKind.SERVER).startSpan();
    }

    /**
     * The {@code traceparent} of an event that is written now: the place of the request that causes it. What falls due by
     * itself begins a trace of its own.
     *
     * @return null where nothing is traced
     */
    public String ofEvent(UUID id, String type) {
        if (MDC.get(LogIds.TRACEPARENT) instanceof String place) {
            return place;
        }
        if (provider == null) {
            return null;
        }
        Span span = of(tracer.spanBuilder("fall due"), id.toString(), type).setNoParent().startSpan();
        span.end();
        return Traceparent.of(span);
    }

    /** An event on its way to Kafka; whoever began it ends it. */
    public Span publishing(String traceparent, String id, String type) {
        if (provider == null) {
            return Span.getInvalid();
        }
        Context cause = Traceparent.read(traceparent);
        return of(tracer.spanBuilder("publish"), id, type).setParent(cause).setSpanKind(SpanKind.PRODUCER).startSpan();
    }

    private static SpanBuilder of(SpanBuilder span, String id, String type) {
        return span.setAttribute(EVENT, id).setAttribute(TYPE, type);
    }

    @PreDestroy
    void close() {
        if (provider != null) {
            provider.shutdown().join(2, TimeUnit.SECONDS);
        }
    }
}
