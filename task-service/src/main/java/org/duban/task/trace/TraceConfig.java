package org.duban.task.trace;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What is told of the work beside metrics. */
@ConfigMapping(prefix = "duban.trace")
public interface TraceConfig {
    /** Base address of a collector that takes spans by OTLP over HTTP, {@code http://host:4318}. Without one none are made. */
    Optional<String> otlp();

    /** Whether each request gets a line in the log. */
    boolean requests();
}
