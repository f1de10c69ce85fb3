package org.duban.notify.trace;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What is told of the work beside metrics. */
@ConfigMapping(prefix = "duban.trace")
public interface TraceSettings {

    /** Base address of a collector that takes spans by OTLP over HTTP, {@code http://host:4318}. Without one none are made. */
    Optional<String> otlp();

    /** Whether each request, and each try to send a mail, gets a line in the log. */
    boolean requests();
}
