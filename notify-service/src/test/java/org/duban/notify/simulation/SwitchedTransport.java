package org.duban.notify.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.OutgoingMail;
import org.duban.notify.smtp.Transport;

/** Sends through whatever server the present run has, and does a planted bug's wrong on the way. */
@Alternative
@ApplicationScoped
public class SwitchedTransport implements Transport {

    private FakeSmtp server;

    void use(FakeSmtp server) {
        this.server = server;
    }

    @Override
    public Outcome send(OutgoingMail mail) {
        String id = mail.messageId();
        if (Bug.is(Bug.NEW_MESSAGE_ID_ON_RETRY) && server.knows(id)) {
            id = id.replace("<", "<again-" + server.sends() + "-");
        }
        Outcome outcome = server.send(id, mail.to());
        if (outcome instanceof Outcome.Retry retry) {
            if (Bug.is(Bug.AMBIGUITY_FORGOTTEN)) {
                return new Outcome.Retry(retry.reason(), false);
            }
            if (Bug.is(Bug.TAKES_4XX_FOR_250) && !retry.ambiguous()) {
                return new Outcome.Delivered();
            }
        }
        return outcome;
    }
}
