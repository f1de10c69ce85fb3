package org.duban.notify;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With its loops running, the service needs nobody. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(Running.class)
class LoopsTest {

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
