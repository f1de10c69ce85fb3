package org.duban.notify.local;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Local mode: everything on one machine, with a business clock that can be moved. */
@ConfigMapping(prefix = "duban.local")
public interface LocalSettings {

    boolean enabled();

    /** The file that holds the business clock. */
    Path clock();

    /** The private key (PEM) that {@link LocalTokenResource} signs with; without one it gives no tokens. */
    Optional<Path> key();

    /** Whether the end of standard input ends the process, so that it does not outlive its launcher. */
    boolean watchStdin();
}
