package org.duban.task.limit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The largest body of an operation that takes more than the others (DUBAN_HTTP_MAX_BODY). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface MaxBody {
    /** Megabytes. */
    int value();
}
