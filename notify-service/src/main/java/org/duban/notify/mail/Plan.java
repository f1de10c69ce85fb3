package org.duban.notify.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.duban.notify.picture.UnitFacts;

/**
 * A mail that an event asks for.
 *
 * @param unit the unit that it concerns and whose contacts get it; null for the notice's mailbox
 */
record Plan(UUID id, Audience audience, Kind kind, UnitFacts unit, Event event) {

    private Plan(Audience audience, Kind kind, UnitFacts unit, Event event) {
        this(Ids.mail(event.data().occasion(), audience), audience, kind, unit, event);
    }

    /** Which mails an event leads to (R5, R7, R8). */
    static List<Plan> of(Event event) {
        if (event.data() instanceof EventData.OfDeadline deadline) {
            return ofDeadline(event, deadline);
        }
        if (event.data() instanceof EventData.Ended) {
            return List.of();
        }
        if (event.data() instanceof EventData.Listed listed) {
            List<Plan> plans = new ArrayList<>();
            plans.add(new Plan(Audience.MAILBOX, Kind.ESCALATION_LIST, null, event));
            if (listed.inspectorate() != null) {
                plans.add(new Plan(Audience.INSPECTORATE, Kind.ESCALATION_LIST, listed.inspectorate(), event));
            }
            return plans;
        }
        Kind kind = event.data() instanceof Briefed ? Kind.BRIEFING : Kind.DISPATCH_RECORD;
        return List.of(new Plan(Audience.MAILBOX, kind, null, event));
    }

    private static List<Plan> ofDeadline(Event event, EventData.OfDeadline data) {
        return switch (event.type()) {
            case DEADLINE_OPENED -> toUnit(event, data, data.amendment() == null ? Kind.DISPATCH : Kind.AMENDED);
            case DEADLINE_CHANGED -> ofChange(event, data);
            case SUBMISSION_RETURNED -> toUnit(event, data, Kind.RETURNED);
            case EXTENSION_GRANTED -> toUnit(event, data, Kind.EXTENSION_GRANTED);
            case EXTENSION_REFUSED -> toUnit(event, data, Kind.EXTENSION_REFUSED);
            case ASSIGNMENT_REOPENED -> toUnit(event, data, Kind.REOPENED);
            case DISPUTE_REJECTED -> toUnit(event, data, Kind.DISPUTE_REJECTED);
            case RUNG_FIRED -> {
                List<Plan> plans = new ArrayList<>();
                plans.add(new Plan(Audience.UNIT, data.rung().stage(), data.unit(), event));
                if (data.rung().copyLeader()) {
                    plans.add(new Plan(Audience.LEADER, data.rung().stage(), data.unit(), event));
                }
                yield plans;
            }
            default -> List.of();
        };
    }

    /** A report gets its receipt, what is no longer asked for is told; every other change is nobody's mail. */
    private static List<Plan> ofChange(Event event, EventData.OfDeadline data) {
        if (data.receipt() != null) {
            return toUnit(event, data, Kind.RECEIPT);
        }
        if (data.relief() != null) {
            return toUnit(event, data, data.isOfWithdrawal() ? Kind.WITHDRAWN : Kind.RELIEVED);
        }
        return List.of();
    }

    private static List<Plan> toUnit(Event event, EventData.OfDeadline data, Kind kind) {
        return List.of(new Plan(Audience.UNIT, kind, data.unit(), event));
    }

    /** How many events its mail waits for, this one included. */
    int events() {
        return event.data() instanceof EventData.OfDeadline data && data.occasionEvents() != null
                ? data.occasionEvents()
                : 1;
    }

    /** The stronger of two plans for the same mail. */
    Plan stronger(Plan other) {
        return other.kind.chases() && other.kind.compareTo(kind) > 0 ? other : this;
    }
}
