package org.duban.task.clerk;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The page by which units report from the mail. */
@ConfigMapping(prefix = "duban.report")
public interface ReportConfig {
    /** The public key of the links that notify-service signs, of the curve P-256 in PEM. Without it no link is good. */
    Optional<String> publicKey();
}
