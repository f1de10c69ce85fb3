package org.duban.notify.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duban.notify.inbox.Received.Poison;
import org.duban.notify.loop.Failure;

/** Stores what was received. What can never be stored is set aside, and stops nothing (R10). */
@ApplicationScoped
public class Intake {

    private final InboxStore store;

    Intake(InboxStore store) {
        this.store = store;
    }

    /** All of it in one transaction; where a record is at fault (a NUL in a text), each goes by itself. */
    void take(List<Received> batch) throws SQLException {
        try {
            store.store(batch);
        } catch (SQLException | RuntimeException e) {
            if (!Failure.isOfTheData(e)) {
                throw e;
            }
            for (Received received : batch) {
                Optional<String> refusal = refusal(received);
                if (refusal.isPresent()) {
                    store.store(List.of(new Poison(received.source(), refusal.get())));
                }
            }
        }
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
