package org.duban.notify.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.duban.notify.loop.Machine;
import org.duban.notify.smtp.ServerWords;

/** Messages that a server took and a mail system on their way gave back. */
@ApplicationScoped
public class Returns {

    private final Clock machine;

    Returns(@Machine Clock machine) {
        this.machine = machine;
    }

    /** To whom the message went; empty where none of ours has that id. */
    @Transactional
    public Optional<String> addressOf(String messageId) {
        return Delivery.withMessageId(messageId).map(delivery -> delivery.address);
    }

    /**
     * The message did not arrive: its delivery has failed after all, and its address is flagged. The mail has failed when no
     * other message of its round arrived.
     *
     * @param why the status and the words of the mail system that gave it back, as they came; maybe empty
     * @return false where that was known
     */
    @Transactional
    public boolean keep(String messageId, String why) {
        Delivery delivery = Delivery.withMessageId(messageId).orElseThrow();
        // The sender holds this lock while it notes what came of a try.
        Mail mail = Mail.findById(delivery.mailId, LockModeType.PESSIMISTIC_WRITE);
        Delivery.getEntityManager().refresh(delivery);
        if (delivery.status == Delivery.Status.PERMANENT_FAILURE) {
            return false;
        }
        Instant now = machine.instant();
        String words = ServerWords.oneLine(why);
        String reason = "对方邮件系统退回" + (words.isEmpty() ? "" : "：" + words);
        delivery.settle(Delivery.Status.PERMANENT_FAILURE, reason);
        FlaggedAddress.flagReturned(delivery.address, reason, now);
        boolean arrived = Delivery.ofPresentRound(List.of(mail.id)).getOrDefault(mail.id, List.of()).stream()
                .anyMatch(each -> each.status == Delivery.Status.DELIVERED);
        if (mail.status == MailStatus.DELIVERED && !arrived) {
            mail.fail(reason, now);
        }
        return true;
    }
}
