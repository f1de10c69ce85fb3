package org.duban.task.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.duban.task.assignment.Mailboxes;
import org.duban.task.assignment.Skipping;
import org.duban.task.audit.Audit;
import org.duban.task.hold.Hold;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.unit.Directory;

/** Lets a restored system go on. */
@ApplicationScoped
public class Release {
    private final Hold hold;
    private final Skipping skipping;
    private final Directory directory;
    private final Mailboxes mailboxes;
    private final Audit audit;
    private final Clock clock;

    Release(Hold hold, Skipping skipping, Directory directory, Mailboxes mailboxes, Audit audit, Clock clock) {
        this.hold = hold;
        this.skipping = skipping;
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Skips first, in batches, while it is still held: whoever dies in between asks again. The broker may know addresses that
     * this database does not, or none at all, so all are published anew.
     *
     * @param skipUntil null: what is due goes out, of each deadline only the newest rung (R6)
     * @throws ProblemException 409 when it is not held; 400 when the moment is yet to come
     */
    void release(Instant skipUntil, String reason, String actor) {
        if (!hold.isOn()) {
            throw notHeld();
        }
        if (skipUntil != null) {
            if (skipUntil.isAfter(clock.instant())) {
                throw ProblemException.field("/skipUntil", "不能晚于现在。", "It must not be later than now.");
            }
            skipping.until(skipUntil);
        }
        QuarkusTransaction.requiringNew().run(() -> {
            if (!hold.release(actor, reason, skipUntil)) {
                throw notHeld();
            }
            directory.publishAll();
            mailboxes.publishAll();
            Map<String, Object> after = new HashMap<>(Map.of("held", false));
            if (skipUntil != null) {
                after.put("skipUntil", skipUntil);
            }
            audit.record(new Audit.Entry(actor, "hold.released", "hold", "hold", Map.of("held", true), after, reason));
        });
    }

    private static ProblemException notHeld() {
        return new ProblemException(ProblemCode.ILLEGAL_MOVE, Text.of("系统没有处于暂停状态。", "The system is not held."));
    }
}
