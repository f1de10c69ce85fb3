package org.duban.notify.mail;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
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
        Issuer issuer) {

    /** Whether it goes to a unit of what that unit has to do, and not to the office of all units. */
    boolean toUnit() {
        return audience == Audience.UNIT || audience == Audience.LEADER;
    }

    NoticeFacts notice() {
        return reasons.get(reasons.size() - 1).data().notice();
    }

    /** The reasons, of a mail to a unit. */
    Stream<EventData.OfDeadline> ofDeadlines() {
        return reasons.stream()
                .map(Event::data)
                .filter(EventData.OfDeadline.class::isInstance)
                .map(EventData.OfDeadline.class::cast);
    }
}
