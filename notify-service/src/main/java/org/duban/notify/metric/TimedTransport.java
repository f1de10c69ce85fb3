package org.duban.notify.metric;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.OutgoingMail;
import org.duban.notify.smtp.Transport;

/** Times every send by what came of it. */
@Decorator
@Priority(1)
class TimedTransport implements Transport {

    private final Transport transport;
    private final MeterRegistry meters;

    TimedTransport(@Any @Delegate Transport transport, MeterRegistry meters) {
        this.transport = transport;
        this.meters = meters;
    }

    @Override
    public Outcome send(OutgoingMail mail) {
        Timer.Sample sample = Timer.start(meters);
        Outcome outcome = transport.send(mail);
        sample.stop(Timer.builder("duban.mail.send")
                .description("Sends, by outcome")
                .tag("outcome", word(outcome))
                .register(meters));
        return outcome;
    }

    @Override
    public boolean rests() {
        return transport.rests();
    }

    private static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Retry retry) {
            return retry.ambiguous() ? "ambiguous" : "retry";
        }
        if (outcome instanceof Outcome.Rejected) {
            return "rejected";
        }
        return outcome instanceof Outcome.Delivered ? "delivered" : "later";
    }
}
