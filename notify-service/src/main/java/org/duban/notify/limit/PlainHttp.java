package org.duban.notify.limit;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * HTTP/1.1 without an upgrade to HTTP/2 in clear text: TLS ends before the service, and an upgrade would pass by what
 * stands there. {@code Upgrade: h2c} is then a header like any other, where the server would answer a bare 400.
 */
@ApplicationScoped
public class PlainHttp implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
