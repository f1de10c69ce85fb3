package org.duban.task.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.duban.task.DayWalk;
import org.duban.task.assignment.AssignmentDoor;
import org.duban.task.calendar.CalendarDoor;
import org.duban.task.simulation.History.Declared;

/** The days that the simulated office declares off or worked. */
final class OwnDays {
    private final CalendarDoor calendar;
    private final AssignmentDoor assignments;
    private final String actor;
    private final TreeSet<LocalDate> declared = new TreeSet<>();

    OwnDays(CalendarDoor calendar, AssignmentDoor assignments, String actor) {
        this.calendar = calendar;
        this.assignments = assignments;
        this.actor = actor;
    }

    /** One that has not begun: it becomes what it is not by the published calendar, or that again. */
    Declared draw(LocalDate today, RandomGenerator random) {
        LocalDate day = today.plusDays(1 + random.nextInt(10));
        return new Declared(day, declared.contains(day) ? null : DayWalk.isRest(day));
    }

    void change(Declared change) {
        if (change.worked() == null) {
            calendar.takeBack(change.day(), actor);
            declared.remove(change.day());
        } else {
            calendar.declare(change.day(), change.worked(), actor);
            declared.add(change.day());
        }
        assignments.replan();
    }

    /** All days are again as published, whatever an earlier life has left. */
    static void forget(CalendarDoor calendar, SimulatedClock clock) {
        clock.set(Instant.EPOCH);
        calendar.declared().forEach(day -> calendar.takeBack(day, "simulation"));
    }
}
