package org.duban.task.upkeep;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How long is kept what is deleted one day (docs/backup.md has the whole table). */
@ConfigMapping(prefix = "duban.keep")
public interface KeepConfig {
    /** The contents of attachments, from the end of their notice on, by the business clock. */
    Duration attachments();

    /** Published events, by the machine clock: how far {@code GET /events} reaches back. */
    Duration events();

    /** How often it is looked for what is older. */
    Duration poll();
}
