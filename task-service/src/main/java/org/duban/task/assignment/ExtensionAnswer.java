package org.duban.task.assignment;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What was decided on an extension request, as its event tells it.
 *
 * @param id        of the request
 * @param wantedDue the day that the unit asked for
 * @param newDue    the day in force from now on: another than before when granted, the same when refused
 * @param reason    why; null when granted without a word
 */
public record ExtensionAnswer(UUID id, UUID assignment, LocalDate wantedDue, LocalDate newDue, String reason) {}
