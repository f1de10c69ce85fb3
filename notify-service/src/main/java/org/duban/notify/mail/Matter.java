package org.duban.notify.mail;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.duban.notify.picture.NoticeFacts;

/**
 * All that a letter is written from.
 *
 * @param unitName null for a mail to the notice's mailbox
 * @param reasons the events that asked for it, the oldest first
 * @param owed what the unit has of the notice; empty where it concerns no unit
 * @param mailbox where reports go, null where it is not known
 * @param today the business day on which it is sent
 */
record Matter(
        Kind kind,
        Audience audience,
        String unitName,
        List<Event> reasons,
        Owed owed,
        String mailbox,
        AddressTroubles troubles,
        LocalDate today,
        boolean demo) {

    NoticeFacts notice() {
        return reasons.get(reasons.size() - 1).data().notice();
    }

    /** The newest reason of a type. */
    <T extends EventData> Optional<T> newest(Class<T> type) {
        return reasons.stream()
                .map(Event::data)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((older, newer) -> newer);
    }
}
