package org.duban.notify.mail;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/** The page by which units report without an account. Without its address and the key, mails have no links to it. */
@ConfigMapping(prefix = "duban.report")
public interface ReportSettings {

    /** The private key that links are signed with, PKCS#8 of an elliptic curve key P-256 in PEM; line ends do not matter. */
    Optional<String> key();

    /** Where units reach the pages of task-service, for example {@code https://duban.example}. */
    Optional<String> url();

    /** How long a link is good, in machine time. */
    Duration life();
}
