package org.duban.notify.bounce;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;
import org.duban.notify.smtp.SmtpSettings;

/** Where reports of delivery come in: Duban's own mailbox, the sender of every mail. */
@ConfigMapping(prefix = "duban.imap")
public interface ImapSettings {

    /** Absent: reports are not read. */
    Optional<String> host();

    int port();

    Optional<String> user();

    Optional<String> password();

    /** As for SMTP: nothing but loopback may be reached in clear. */
    SmtpSettings.Tls tls();

    String folder();

    /** How often it is looked at. */
    Duration poll();

    /** The longest silence of the server. */
    Duration timeout();
}
