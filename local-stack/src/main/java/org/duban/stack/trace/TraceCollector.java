package org.duban.stack.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes spans by OTLP over HTTP, in Protocol Buffers and uncompressed, and keeps them. */
public final class TraceCollector implements AutoCloseable {
    private final HttpServer server;
    private final List<Span> spans = new ArrayList<>();

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    /** On a free port of loopback. */
    public static TraceCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TraceCollector collector = new TraceCollector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What services are given as {@code DUBAN_OTLP_ENDPOINT}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All that has come so far. */
    public synchronized List<Span> spans() {
        return List.copyOf(spans);
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            for (Protobuf resource : new Protobuf(exchange.getRequestBody().readAllBytes()).messages(1)) {
                String service = resource.messages(1).stream().map(each -> attributes(each, 1).get("service.name"))
                        .findFirst().orElse("");
                resource.messages(2).stream().flatMap(scope -> scope.messages(2).stream())
                        .forEach(span -> spans.add(span(service, span)));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** By the numbers of opentelemetry.proto.trace.v1.Span. */
    private static Span span(String service, Protobuf span) {
        return new Span(service, span.hex(1), span.hex(2), span.hex(4), span.text(5), attributes(span, 9),
                span.messages(13).stream().map(link -> link.hex(1)).toList());
    }

    private static Map<String, String> attributes(Protobuf owner, int number) {
        Map<String, String> attributes = new TreeMap<>();
        for (Protobuf attribute : owner.messages(number)) {
            Protobuf value = attribute.messages(2).get(0);
            attributes.put(attribute.text(1), value.has(1) ? value.text(1) : String.valueOf(value.value(3)));
        }
        return attributes;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
