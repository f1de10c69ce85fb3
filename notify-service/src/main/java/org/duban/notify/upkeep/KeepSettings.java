package org.duban.notify.upkeep;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How long is kept what is deleted one day; machine time (docs/backup.md has the whole table). */
@ConfigMapping(prefix = "duban.keep")
public interface KeepSettings {

    /** The texts of mails, and what their events said, from when they were settled; dead letters likewise. */
    Duration mails();

    /** How often it is looked for what is older. */
    Duration poll();
}
