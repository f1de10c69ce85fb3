package org.duban.notify.smtp;

import java.time.Instant;

/** What became of one send. */
public sealed interface Outcome {

    /** The server took the message. */
    record Delivered() implements Outcome {}

    /**
     * Not now: a 4xx, a time-out, a refused or dropped connection, or a server that refuses us as a whole.
     *
     * @param ambiguous whether the server may have taken the message all the same (RFC 1047)
     * @param ofTheServer whether the next message would have fared no better, since it was not about this one
     */
    record Retry(String reason, boolean ambiguous, boolean ofTheServer) implements Outcome {

        public Retry(String reason, boolean ambiguous) {
            this(reason, ambiguous, false);
        }
    }

    /** Nothing was tried: our own limits, or a server that is let alone. Its turn comes again at that moment. */
    record Later(Instant when) implements Outcome {}

    /** Never, for this address: a 5xx for the recipient or the message, or an address that may not be written to. */
    record Rejected(String reason) implements Outcome {}
}
