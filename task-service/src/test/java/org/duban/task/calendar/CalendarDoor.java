package org.duban.task.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;

/** Opens this package to the simulation: the office's own days, without HTTP. */
@ApplicationScoped
public class CalendarDoor {
    private final OwnDays days;

    CalendarDoor(OwnDays days) {
        this.days = days;
    }

    public void declare(LocalDate day, boolean working, String actor) {
        days.declare(day, working, "台风。", actor);
    }

    public void takeBack(LocalDate day, String actor) {
        days.withdraw(day, actor);
    }

    /** Those that are declared. */
    @Transactional
    public List<LocalDate> declared() {
        return OwnDay.<OwnDay>listAll().stream().map(own -> own.day).toList();
    }
}
