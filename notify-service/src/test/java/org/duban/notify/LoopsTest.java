package org.duban.notify;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With its loops running, the service needs nobody. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(LoopsTest.Running.class)
class LoopsTest {

    public static class Running implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("duban.mail.senders", "4", "duban.mail.poll", "1H");
        }
    }

    private final World world = new World();

    @Test
    void mailsGoByThemselvesAndTheNewsWakesTheSenders() {
        World.now("2023-08-02T00:30:00Z");
        world.publishExamples("unit-contacts", "notice-mailbox", "rung-fired-chase", "briefing-issued");
        for (String address : new String[] {world.liaison(), world.leader(), world.mailbox()}) {
            await().atMost(Duration.ofSeconds(20)).until(() -> world.inboxOf(address), hasSize(1));
        }
    }
}
