package org.duban.notify.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duban.notify.hold.Hold;
import org.duban.notify.inbox.Received.Poison;
import org.duban.notify.loop.Failure;

/** Stores what was received. What can never be stored is set aside, and stops nothing (R10). */
@ApplicationScoped
public class Intake {

    private final InboxStore store;
    private final Hold hold;

    Intake(InboxStore store, Hold hold) {
        this.store = store;
        this.hold = hold;
    }

    /** All of it in one transaction; where a record is at fault (a NUL in a text), each goes by itself. */
    void take(List<Received> received) throws SQLException {
        List<Received> batch = ofThisHistory(received);
        try {
            store.store(batch);
        } catch (SQLException | RuntimeException e) {
            if (!Failure.isOfTheData(e)) {
                throw e;
            }
            for (Received each : batch) {
                Optional<String> refusal = refusal(each);
                if (refusal.isPresent()) {
                    store.store(List.of(new Poison(each.source(), refusal.get())));
                }
            }
        }
    }

    /**
     * What the broker got before the last restore tells of things that this database never knew, and task-service neither;
     * whatever of it counts is published again.
     */
    private List<Received> ofThisHistory(List<Received> received) {
        Optional<Hold.Restore> restore = hold.last();
        return restore.isEmpty()
                ? received
                : received.stream()
                        .filter(each -> each.source().timestamp() >= restore.get().since().toEpochMilli())
                        .toList();
    }

    /** Stores it, or says why it never can be. */
    Optional<String> refusal(Received received) throws SQLException {
        try {
            store.store(List.of(received));
            return Optional.empty();
        } catch (SQLException | RuntimeException e) {
            if (!Failure.isOfTheData(e)) {
                throw e;
            }
            return Optional.of("its values cannot be stored: " + Failure.brief(e));
        }
    }
}
