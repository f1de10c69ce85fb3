package org.duban.notify.loop;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks the machine clock: leases, backoff and the times of attempts. An unmarked {@code Clock} is the business clock. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Machine {}
