package org.duban.notify.mail;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that has been understood.
 *
 * @param json the data as it came, kept for composing and for the question why
 * @param traceparent where its cause stands in a trace, by W3C Trace Context; null where nothing was traced
 */
public record Event(UUID id, EventType type, Instant occurredAt, EventData data, String json, String traceparent) {}
