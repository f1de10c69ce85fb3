package org.duban.notify;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** What the other tests do without: loops that run. */
public class Running implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("duban.mail.senders", "4", "duban.mail.poll", "1H");
    }
}
