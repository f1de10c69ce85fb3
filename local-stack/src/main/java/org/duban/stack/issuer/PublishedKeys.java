package org.duban.stack.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Where an issuer publishes its keys: a JWKS at an address of this machine. Who PUTs another there has changed the keys. */
public final class PublishedKeys implements AutoCloseable {

    private final HttpServer server;
    private volatile byte[] jwks;

    /** Serves it from now on. */
    public PublishedKeys(String jwks) throws IOException {
        this.jwks = jwks.getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("PUT")) {
                jwks = exchange.getRequestBody().readAllBytes();
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
