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

    /** Connections at most, each with one message at a time. */
    int connections();

    /** Messages that one connection carries before it is closed, since servers count them; 0: any number. */
    int mailsPerConnection();

    /** How long a connection is kept for the next message. */
    Duration keep();

    Duration connectTimeout();

    /** How long an answer may take, but for the last. */
    Duration replyTimeout();

    /** How long the answer to a whole message may take: longer, since whoever goes too early sends it twice (RFC 1047). */
    Duration takeTimeout();

    /** The longest time that one send may take as a whole, with its wait for a connection. */
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
