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

    /** Exact addresses, {@code @domain} suffixes, or {@code *}, which needs {@link #production}. Empty: nobody. */
    Optional<List<String>> allow();

    /** That this installation is the real one, which alone may write to everybody. Never in local mode. */
    boolean production();

    /** How many loops send, each a mail at a time; more than there are connections, and some write while others send. */
    int senders();

    /** How many mails a loop takes together at most. What it has sent of them is written when it has sent the last. */
    int batch();

    /** What a domain's mail system takes of us, as {@code 126.com=2/60}: so many mails at once, so many a minute. */
    Optional<List<String>> limits();

    /** How long a mail belongs to the instance that sends it; longer than a send may take. */
    Duration lease();

    /** How often a sender looks by itself. */
    Duration poll();
}
