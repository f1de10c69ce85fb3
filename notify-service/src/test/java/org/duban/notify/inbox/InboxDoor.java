package org.duban.notify.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.duban.notify.loop.Loop;
import org.duban.notify.loop.Machine;
import org.duban.notify.mail.Sender;
import org.duban.notify.trace.Traces;

/** Lets the simulation have inboxes of its own, over the real store and a consumer of its choice. */
@ApplicationScoped
public class InboxDoor {

    private final Intake intake;
    private final Sender sender;
    private final Traces traces;
    private final Clock machine;

    InboxDoor(Intake intake, Sender sender, Traces traces, @Machine Clock machine) {
        this.intake = intake;
        this.sender = sender;
        this.traces = traces;
        this.machine = machine;
    }

    /** The tick of a new inbox: that of one life of one process. */
    public Loop.Tick open(Callable<Consumer<byte[], byte[]>> connect) {
        Inbox inbox = new Inbox(intake, sender, traces, machine, connect);
        return inbox::tick;
    }
}
