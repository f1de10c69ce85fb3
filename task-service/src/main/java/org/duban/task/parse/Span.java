package org.duban.task.parse;

/** A place in the text as it was given: UTF-16 offsets, the end exclusive, and the line of the start, from 1. */
public record Span(int start, int end, int line) {
}
