package org.duban.notify.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.duban.notify.inbox.DeadLetter.Status;
import org.duban.notify.inbox.Received.Poison;
import org.duban.notify.loop.Machine;
import org.duban.notify.mail.Audit;

/** What people do about records that were not understood: have them read again, or give them up. */
@ApplicationScoped
public class DeadLetters {

    private final Intake intake;
    private final Clock machine;

    DeadLetters(Intake intake, @Machine Clock machine) {
        this.intake = intake;
        this.machine = machine;
    }

    /** It is given up, or a record of contacts: of those only the newest counts, and a later one may have come. */
    public static final class NotNow extends Exception {
        private static final long serialVersionUID = 1;

        NotNow(String why) {
            super(why);
        }
    }

    /**
     * Reads it again, as this program reads: an event of a newer version after an upgrade, say. What was understood
     * before does nothing, since an event is stored once.
     *
     * @return the letter as it then stands: {@code REPLAYED}, or still {@code OPEN} with the reason of now; empty where
     *     there is none
     */
    public Optional<DeadLetter> replay(long id, String by) throws NotNow, SQLException {
        Optional<DeadLetter> known = QuarkusTransaction.requiringNew().call(() -> DeadLetter.findByIdOptional(id));
        if (known.isEmpty() || known.get().status == Status.REPLAYED) {
            return known;
        }
        DeadLetter letter = known.get();
        if (letter.status == Status.DISMISSED || !letter.topic.equals(Topics.EVENTS)) {
            throw new NotNow(letter.status + " of " + letter.topic);
        }
        Received read = RecordReader.read(letter.record());
        Optional<String> refusal = read instanceof Poison poison ? Optional.of(poison.reason()) : intake.refusal(read);
        return QuarkusTransaction.requiringNew().call(() -> DeadLetter.locked(id).map(now -> note(now, refusal, by)));
    }

    private DeadLetter note(DeadLetter letter, Optional<String> refusal, String by) {
        if (refusal.isPresent()) {
            letter.refused(refusal.get());
        } else if (letter.status == Status.OPEN) {
            letter.settle(Status.REPLAYED, by, null, machine.instant());
            Audit.note(Audit.Action.REPLAY_DEAD_LETTER, subject(letter), by, "", machine.instant());
        }
        return letter;
    }

    /** It will not be read again. */
    public Optional<DeadLetter> dismiss(long id, String by, String why) throws NotNow {
        Optional<DeadLetter> found = DeadLetter.locked(id);
        if (found.isPresent() && found.get().status != Status.OPEN) {
            throw new NotNow(found.get().status.toString());
        }
        found.ifPresent(letter -> {
            letter.settle(Status.DISMISSED, by, why, machine.instant());
            Audit.note(Audit.Action.DISMISS_DEAD_LETTER, subject(letter), by, why, machine.instant());
        });
        return found;
    }

    private static String subject(DeadLetter letter) {
        return "%s-%d/%d".formatted(letter.topic, letter.partition, letter.offset);
    }
}
