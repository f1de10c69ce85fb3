package org.duban.task.clerk;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.task.assignment.Light;
import org.duban.task.report.Attachment;

/** What a unit has of a notice, in words, in the notice's own numbering: all that the page shows. */
public record Sheet(Head head, List<Section> sections) {

    /**
     * The notice, and for whom this is.
     *
     * @param number 文号, or null
     * @param issuer or null
     * @param by     the day to report by, or null
     * @param words  that day as the notice prints it (R1), or null
     * @param people whom to ask
     */
    public record Head(String title, String number, String issuer, String unit, String by, String words, String people) {}

    /** @param heading null: the notice has none */
    public record Section(String heading, List<Item> items) {}

    /**
     * One part of the unit in a task.
     *
     * @param day        with its words, or null
     * @param left       how the day stands, or null where nothing is owed
     * @param due        the day in force for programs, or null
     * @param owed       it may be reported on, and disputed
     * @param extendable a later day may be asked for
     * @param past       what was filed, and what the office answered, the oldest first
     */
    public record Item(UUID id, String label, String text, String role, String status, Light light, String lightWords, String day,
            String left, String due, boolean unacknowledged, boolean owed, boolean extendable, boolean disputable, List<Entry> past) {}

    /**
     * Something that was filed.
     *
     * @param receipt the receipt's number; null for what has none
     * @param answer  of the office, or that it is still to come; null where none is asked for
     */
    public record Entry(String at, String what, String text, String problems, String nextSteps, List<Attachment.View> files,
            String receipt, String answer) {}

    Stream<Item> items() {
        return sections.stream().flatMap(section -> section.items.stream());
    }

    public long unacknowledged() {
        return items().filter(Item::unacknowledged).count();
    }

    public long owed() {
        return items().filter(Item::owed).count();
    }

    public long all() {
        return items().count();
    }

    /** Those that may be reported on. */
    List<UUID> reportable() {
        return items().filter(Item::owed).map(Item::id).toList();
    }
}
