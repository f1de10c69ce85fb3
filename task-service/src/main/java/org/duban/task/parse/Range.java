package org.duban.task.parse;

/** A stretch of the view, end exclusive. */
record Range(int start, int end) {
    boolean holds(int index) {
        return start <= index && index < end;
    }
}
