package org.duban.notify.deprecation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that will go. It is {@link Deprecated} too, which the OpenAPI document shows; its answers say since when, until
 * when, and where to read on. Days begin at midnight UTC.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Sunset {
    /** The day since which it should not be used any more, as in 2026-11-01. */
    String since();

    /** The day from which it may be gone. */
    String on();

    /** The page that says what to use instead. */
    String link();
}
