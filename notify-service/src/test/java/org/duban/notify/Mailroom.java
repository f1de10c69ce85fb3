package org.duban.notify;

import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.duban.notify.inbox.Broker;
import org.duban.notify.mail.Sender;

/** Drives the service by hand: what was published is stored, then what is due is sent. */
@ApplicationScoped
public class Mailroom {

    private final Broker broker;
    private final Sender sender;

    Mailroom(Broker broker, Sender sender) {
        this.broker = broker;
        this.sender = sender;
    }

    public void awaitStored() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> broker.lag() == 0);
    }

    public void sendAll() {
        while (sender.tick()) {
            // Until nothing is due.
        }
    }

    public void work() {
        awaitStored();
        sendAll();
    }
}
