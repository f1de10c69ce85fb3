package org.duban.notify.smtp;

/** The seam to SMTP. */
public interface Transport {

    /** Sends one message and waits for the end, never longer than {@code duban.smtp.send-timeout}. Throws nothing. */
    Outcome send(OutgoingMail mail);

    /** Whether the server has failed so often that it is let alone for a moment: what is due waits untouched. */
    default boolean rests() {
        return false;
    }
}
