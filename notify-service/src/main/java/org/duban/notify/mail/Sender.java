package org.duban.notify.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duban.notify.loop.Loop;
import org.duban.notify.smtp.SenderSettings;
import org.duban.notify.smtp.Transport;
import org.jboss.logging.Logger;

/** Sends what the ledger holds, in several loops side by side. */
@ApplicationScoped
public class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);

    private final Ledger ledger;
    private final Transport transport;
    private final SenderSettings settings;
    private final List<Loop> loops = new ArrayList<>();

    Sender(Ledger ledger, Transport transport, SenderSettings settings) {
        this.ledger = ledger;
        this.transport = transport;
        this.settings = settings;
    }

    /** One step: one mail, to all of its addresses. */
    public boolean tick() {
        if (transport.rests()) {
            return false;
        }
        Ledger.Claim claim = ledger.claim();
        Optional<Ledger.Turn> turn = claim.turn();
        while (turn.isPresent()) {
            turn = ledger.record(turn.get(), transport.send(turn.get().message()));
        }
        return claim.found() || ledger.releaseWaiting();
    }

    /** Has the loops look now: mails were planned. */
    public void wake() {
        loops.forEach(Loop::wake);
    }

    void start(@Observes StartupEvent event) {
        int ambiguous = ledger.giveBack();
        if (ambiguous > 0) {
            LOG.warnf("%d mails were being sent when this instance ended; they go again", ambiguous);
        }
        for (int i = 1; i <= settings.senders(); i++) {
            loops.add(new Loop("sender-" + i, settings.poll(), this::tick).start());
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loops.forEach(Loop::stop);
        for (Loop loop : loops) {
            loop.join(Duration.ofSeconds(10));
        }
    }
}
