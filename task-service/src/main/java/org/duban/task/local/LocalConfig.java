package org.duban.task.local;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Local mode: one machine, data of a sample, a clock that can be moved. Never in production. */
@ConfigMapping(prefix = "duban.local")
public interface LocalConfig {
    boolean enabled();

    /** The file that holds the business clock; see {@link FileClock}. */
    Path clock();

    /** The private key (PEM) that {@link LocalTokenResource} signs with; without one it gives no tokens. */
    Optional<Path> key();

    /** End when standard input ends, so that the death of the launcher, however it comes, ends the service too. */
    boolean watchStdin();
}
