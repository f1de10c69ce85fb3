package org.duban.task.assignment;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How the ticks look for what is due. */
@ConfigMapping(prefix = "duban.tick")
public interface TickConfig {
    Duration poll();

    /** Deadlines fired in one transaction. */
    int batch();
}
