package org.duban.task.outbox;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How the relay looks for unpublished events. */
@ConfigMapping(prefix = "duban.relay")
public interface RelayConfig {
    Duration poll();

    /** Events sent and marked in one round. */
    int batch();

    /** How long a record that failed waits, and with it its key. */
    Duration retry();
}
