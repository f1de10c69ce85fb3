package org.duban.task.paper;

import java.time.LocalDate;
import java.util.UUID;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.assignment.Light;
import org.duban.task.notice.UnitRole;

/**
 * An assignment as the ledger shows it.
 *
 * @param number      the place of its task in the notice, from 1
 * @param due         the day in force, inclusive; null: none, and {@code dueText} may say why
 * @param originalDue the day at dispatch (R3)
 * @param newest      the newest report on it; null: none
 * @param returned    why it was given back; null unless it is owed again for that
 */
record LedgerRow(int number, UUID assignment, String label, String task, String unit, UnitRole role, LocalDate due, LocalDate originalDue,
        String dueText, AssignmentStatus status, Light light, Report newest, String returned) {

    /** @param percent, problems, nextSteps null where the unit has not said */
    record Report(String summary, Integer percent, String problems, String nextSteps) {}
}
