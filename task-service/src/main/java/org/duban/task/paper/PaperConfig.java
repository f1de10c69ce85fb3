package org.duban.task.paper;

import io.smallrye.config.ConfigMapping;

/** What papers say of where they come from. */
@ConfigMapping(prefix = "duban.paper")
public interface PaperConfig {
    /** Whether all that they tell is invented: then they say so. */
    boolean demo();

    /** Duban's own mailbox, which publishes the days of a calendar. */
    String organizer();

    /** The right side of the ids of those days. */
    String domain();
}
