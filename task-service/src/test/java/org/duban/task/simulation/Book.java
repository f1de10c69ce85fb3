package org.duban.task.simulation;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.simulation.History.Part;
import org.duban.task.simulation.History.Rungs;

/** What stands in the office's book: assignments and tasks, and the changes that may be made of them. */
final class Book {
    private Book() {}

    /** One change that may be made; the book takes it over when it is committed. */
    static final class Change {
        final String name;
        /** The units whose deadlines it locks; null: the whole notice. */
        final Set<String> units;
        boolean allowed = true;
        /** Nothing of the notice's is changed, so that it need not be live. */
        boolean harmless;
        int trail = 1;
        Supplier<UUID> call = () -> null;
        Function<UUID, List<Entry>> adopt = made -> List.of();
        Boolean live;
        Rungs ladder;

        Change(String name, Set<String> units) {
            this.name = name;
            this.units = units;
        }
    }

    /** An assignment in the book. */
    static final class Entry {
        UUID id;
        String unit;
        Job job;
        AssignmentStatus status = AssignmentStatus.AWAITING_ACKNOWLEDGEMENT;
        LocalDate due;
        LocalDate originalDue;
        boolean acknowledged;
        UUID report;
        boolean reviewed;
        UUID extension;
        LocalDate wanted;
        UUID dispute;

        Part part() {
            return new Part(id, unit, originalDue, due, status);
        }

        boolean isOwed() {
            return part().isOwed();
        }
    }

    /** A task in the book. */
    static final class Job {
        UUID id;
        String ref;
        LocalDate due;
        boolean withdrawn;
        List<String> units;
    }
}
