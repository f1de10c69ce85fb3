package org.duban.backup;

/** It is not done, and nothing has changed; the message says why and what to do. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
        super(why);
    }
}
