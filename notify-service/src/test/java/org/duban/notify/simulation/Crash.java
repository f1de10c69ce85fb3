package org.duban.notify.simulation;

/** The end of a process: no code of the product may go on after it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash(String where) {
        super(where, null, false, false);
    }
}
