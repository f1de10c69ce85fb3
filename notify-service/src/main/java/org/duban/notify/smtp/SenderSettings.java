package org.duban.notify.smtp;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whose mails these are, who may get them, and how they are sent. */
@ConfigMapping(prefix = "duban.mail")
public interface SenderSettings {

    /** Duban's own mailbox, the only sender (R13). */
    String from();

    /** The right side of every Message-ID. */
    String domain();

    /** Exact addresses, {@code @domain} suffixes, or {@code *}. Empty: nobody. */
    Optional<List<String>> allow();

    /** How many mails are sent side by side. */
    int senders();

    /** How long a mail belongs to the instance that sends it; longer than a send may take. */
    Duration lease();

    /** How often a sender looks by itself. */
    Duration poll();
}
