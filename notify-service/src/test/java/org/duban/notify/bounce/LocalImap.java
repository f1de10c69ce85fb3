package org.duban.notify.bounce;

import java.time.Duration;
import java.util.Optional;
import org.duban.notify.smtp.SmtpSettings;

/** The IMAP server of the local stack, whose patience is short. */
record LocalImap(int port, String address) implements ImapSettings {

    @Override
    public Optional<String> host() {
        return Optional.of("127.0.0.1");
    }

    @Override
    public Optional<String> user() {
        return Optional.of(address);
    }

    @Override
    public Optional<String> password() {
        return Optional.of("any");
    }

    @Override
    public SmtpSettings.Tls tls() {
        return SmtpSettings.Tls.NONE;
    }

    @Override
    public String folder() {
        return "INBOX";
    }

    @Override
    public Duration poll() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(1);
    }
}
