package org.duban.notify.smtp;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/** Where mails go out. */
@ConfigMapping(prefix = "duban.smtp")
public interface SmtpSettings {

    String host();

    int port();

    Optional<String> user();

    Optional<String> password();

    Tls tls();

    Duration connectTimeout();

    /** Silence on a connection that ends it, so that a silent server cannot hold the pool for ever. */
    Duration idleTimeout();

    /** The longest time that one send may take as a whole. */
    Duration sendTimeout();

    /** How the connection is protected. */
    enum Tls {
        /** In clear: for a relay on the same machine or in the same guarded net. Refused when a user is set. */
        NONE,
        /** STARTTLS, and no mail without it. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS
    }
}
