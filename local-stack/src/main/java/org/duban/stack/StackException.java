package org.duban.stack;

/** The stack could not start or stop; the message is a sentence for the person who started it. */
public class StackException extends RuntimeException {

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
