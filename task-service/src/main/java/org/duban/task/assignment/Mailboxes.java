package org.duban.task.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.duban.task.event.CloudEvent;
import org.duban.task.event.Ids;
import org.duban.task.event.Topics;
import org.duban.task.notice.Notice;
import org.duban.task.outbox.Outbox;

/** Where the offices of notices read their mail, for notify-service. */
@ApplicationScoped
public class Mailboxes {
    private final Outbox outbox;
    private final Clock clock;

    Mailboxes(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    static CloudEvent event(UUID notice, String mailbox, Instant now) {
        String key = notice.toString();
        return new CloudEvent(Ids.next(), Topics.CONTACTS, key, DispatchEvents.MAILBOX_TYPE, key, now, null,
                new DispatchEvents.Mailbox(notice, mailbox));
    }

    /** Publishes those of all live notices anew, in the transaction that is under way. */
    public void publishAll() {
        Instant now = clock.instant();
        outbox.append(Notice.mailboxes().entrySet().stream().map(one -> event(one.getKey(), one.getValue(), now)).toList());
    }
}
