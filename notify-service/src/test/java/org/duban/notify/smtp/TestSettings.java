package org.duban.notify.smtp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings with short times, as a server on this machine allows them. */
final class TestSettings {

    private TestSettings() {}

    record Smtp(
            String host,
            int port,
            Optional<String> user,
            Optional<String> password,
            SmtpSettings.Tls tls,
            int connections,
            int mailsPerConnection,
            Duration keep,
            Duration connectTimeout,
            Duration replyTimeout,
            Duration takeTimeout,
            Duration sendTimeout)
            implements SmtpSettings {}

    record Mail(
            String from,
            String domain,
            Optional<List<String>> allow,
            boolean production,
            int senders,
            int batch,
            Optional<List<String>> limits,
            Duration lease,
            Duration poll)
            implements SenderSettings {}

    static Smtp smtp(int port) {
        return smtp(port, SmtpSettings.Tls.NONE, null, 4, 50);
    }

    /** @param user null: none */
    static Smtp smtp(int port, SmtpSettings.Tls tls, String user, int connections, int mailsPerConnection) {
        return new Smtp("127.0.0.1", port, Optional.ofNullable(user), Optional.ofNullable(user).map(name -> "password"), tls,
                connections, mailsPerConnection, Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofMillis(400),
                Duration.ofMillis(500), Duration.ofMillis(1200));
    }

    /** Where no answer stays away: a busy machine must not look like a silent server. */
    static Smtp patient(int port, int mailsPerConnection) {
        Duration longEnough = Duration.ofSeconds(20);
        return new Smtp("127.0.0.1", port, Optional.empty(), Optional.empty(), SmtpSettings.Tls.NONE, 4, mailsPerConnection,
                longEnough, longEnough, longEnough, longEnough, longEnough);
    }

    static Mail limits(String... entries) {
        return new Mail("duban@d.example", "d.example", Optional.empty(), false, 2, 8, Optional.of(List.of(entries)), Duration.ofMinutes(1),
                Duration.ofSeconds(1));
    }

    /** With production switched on, so that the list may be {@code *}. */
    static Mail mail(String... allow) {
        return mail(true, allow);
    }

    static Mail mail(boolean production, String... allow) {
        return new Mail("duban@d.example", "d.example", Optional.of(List.of(allow)), production, 2, 8, Optional.empty(), Duration.ofMinutes(1), Duration.ofSeconds(1));
    }
}
