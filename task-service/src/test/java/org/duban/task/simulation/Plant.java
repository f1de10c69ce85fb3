package org.duban.task.simulation;

import java.util.function.UnaryOperator;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.CloudEvent;

/**
 * What differs in a simulated instance from the product: nothing, or one planted bug.
 *
 * @param sql                 what becomes of a statement of the ticks and of the relay
 * @param event               what becomes of an event of the ticks before it is appended
 * @param calendar            the calendar of the ticks
 * @param acknowledgesAtOnce  the relay is told of an acknowledgement that has not come
 */
record Plant(UnaryOperator<String> sql, UnaryOperator<CloudEvent> event, UnaryOperator<WorkingCalendar> calendar,
        boolean acknowledgesAtOnce) {

    static Plant none() {
        return new Plant(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), false);
    }

    Plant replacing(String words, String by) {
        UnaryOperator<String> before = sql;
        return new Plant(statement -> before.apply(statement).replace(words, by), event, calendar, acknowledgesAtOnce);
    }

    Plant events(UnaryOperator<CloudEvent> change) {
        return new Plant(sql, change, calendar, acknowledgesAtOnce);
    }

    Plant calendar(UnaryOperator<WorkingCalendar> change) {
        return new Plant(sql, event, change, acknowledgesAtOnce);
    }

    Plant acknowledgingAtOnce() {
        return new Plant(sql, event, calendar, true);
    }
}
