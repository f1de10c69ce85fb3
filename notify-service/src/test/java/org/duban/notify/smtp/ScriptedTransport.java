package org.duban.notify.smtp;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duban.notify.MachineClock;

/** The real transport, unless a test has said what is to come of the next messages to an address. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ScriptedTransport implements Transport {

    private final SmtpTransport real;
    private final Map<String, Queue<Outcome>> script = new ConcurrentHashMap<>();
    private volatile Duration time = Duration.ZERO;

    ScriptedTransport(SmtpTransport real) {
        this.real = real;
    }

    public void next(String address, Outcome outcome) {
        script.computeIfAbsent(address, key -> new ConcurrentLinkedQueue<>()).add(outcome);
    }

    /** From now on each send takes so long, by the machine clock. */
    public void takes(Duration time) {
        this.time = time;
    }

    /** From now on the real one has it. */
    public void heal(String address) {
        script.remove(address);
    }

    @Override
    public boolean rests() {
        return real.rests();
    }

    @Override
    public Outcome send(OutgoingMail mail) {
        MachineClock.forward(time);
        Queue<Outcome> outcomes = script.get(mail.to());
        Outcome scripted = outcomes == null ? null : outcomes.poll();
        return scripted == null ? real.send(mail) : scripted;
    }
}
