package org.duban.task.briefing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import javax.sql.DataSource;
import org.duban.task.assignment.AssignmentDoor;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.outbox.Outbox;

/** Opens this package to the simulation. */
@ApplicationScoped
public class BriefingDoor {
    private final BriefingTick running;
    private final WorkingCalendar calendar;
    private final Clock clock;

    BriefingDoor(BriefingTick running, WorkingCalendar calendar, Clock clock) {
        this.running = running;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Ends the service's own loop. */
    public void stopLoop() {
        running.stop(null);
    }

    public BriefingTick tick(DataSource database, Outbox outbox) {
        return new BriefingTick(database, outbox, calendar, clock, AssignmentDoor.settings(1));
    }
}
