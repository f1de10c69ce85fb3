package org.duban.task.limit;

import io.smallrye.config.ConfigMapping;

/** How many requests one client may send. */
@ConfigMapping(prefix = "duban.rate-limit")
public interface RateLimitConfig {
    /** Requests a minute; 0: no limit. */
    int perMinute();

    /** The most clients that are remembered. */
    int clients();
}
