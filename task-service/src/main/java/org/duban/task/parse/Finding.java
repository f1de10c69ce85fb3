package org.duban.task.parse;

/**
 * One doubt about the text, with its place.
 *
 * @param code    stable, lower-kebab, for programs
 * @param place   where; an empty span at the start where the finding is about the text as a whole
 * @param quote   exactly what stands at the place
 * @param message one Chinese sentence: what was seen and what was assumed
 */
public record Finding(String code, Severity severity, Span place, String quote, String message) {
}
