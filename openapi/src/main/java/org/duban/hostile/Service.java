package org.duban.hostile;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** The service under attack, as its test knows it. */
public interface Service {
    URI address();

    /** A world of its own, fresh: what was done to the one before does not matter to it. */
    World world() throws IOException;

    Changes changes();

    /** Operations that this service refuses as things stand, whatever is sent. */
    default Set<String> refusedAsThingsStand() {
        return Set.of();
    }

    /** Returns when nothing is under way that was set off by what was sent. */
    void rest() throws IOException;

    /** Tokens with which no operation does what a request asks, by what they are: none at all, another's. Null: no header. */
    Map<String, String> wrongTokens();
}
