package org.duban.notify.mail;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.notify.picture.AssignmentFacts;
import org.duban.notify.picture.AssignmentFacts.Status;
import org.duban.notify.picture.Picture;

/**
 * What one unit has of a notice, in the notice's own numbering.
 *
 * @param deadlines the pictures that it is taken from, the oldest first
 */
public record Owed(List<Item> items, List<Picture> deadlines) {

    /** An assignment and the deadline that it stands under. */
    public record Item(AssignmentFacts assignment, Picture picture) {

        /** The deadline's day; null where there is none. */
        public LocalDate due() {
            return assignment.due() != null ? assignment.due() : picture.due();
        }

        boolean has(Status status) {
            return assignment.status() == status;
        }
    }

    static final Owed NOTHING = new Owed(List.of(), List.of());

    /** @param pictures the oldest first: an assignment that moved is taken from the deadline that has it last */
    public static Owed of(List<Picture> pictures) {
        Map<UUID, Item> items = new LinkedHashMap<>();
        pictures.forEach(picture ->
                picture.assignments().forEach(assignment -> items.put(assignment.id(), new Item(assignment, picture))));
        return new Owed(items.values().stream().sorted(IN_THE_NOTICES_ORDER).toList(), List.copyOf(pictures));
    }

    /** What still has to be reported. */
    public List<Item> open() {
        return items.stream()
                .filter(item -> item.assignment().status().isOwed())
                .toList();
    }

    /** What still has to be reported under the deadlines that the reasons speak of. */
    List<Item> openOf(List<Event> reasons) {
        Set<UUID> deadlines = reasons.stream()
                .map(Event::data)
                .filter(EventData.OfDeadline.class::isInstance)
                .map(data -> ((EventData.OfDeadline) data).deadline().id())
                .collect(Collectors.toSet());
        return open().stream()
                .filter(item -> deadlines.contains(item.picture().deadline()))
                .toList();
    }

    /** What waits for its review: named, and not chased. */
    public List<Item> submitted() {
        return items.stream().filter(item -> item.has(Status.SUBMITTED)).toList();
    }

    public long completed() {
        return items.stream().filter(item -> item.has(Status.COMPLETED)).count();
    }

    /** Those of the ids that it has, in the notice's order. */
    List<Item> of(Collection<UUID> assignments) {
        return items.stream()
                .filter(item -> assignments.contains(item.assignment().id()))
                .toList();
    }

    boolean isOpen(UUID assignment) {
        return open().stream().anyMatch(item -> item.assignment().id().equals(assignment));
    }

    private static final Comparator<Item> IN_THE_NOTICES_ORDER = Comparator.comparing(
                    (Item item) -> numbers(item.assignment().number()), Arrays::compare)
            .thenComparing(item -> item.assignment().number());

    /** 4.10 comes after 4.9; a part that is no number comes last. */
    private static int[] numbers(String number) {
        return Arrays.stream(number.split("\\."))
                .mapToInt(part -> part.matches("\\d{1,9}") ? Integer.parseInt(part) : Integer.MAX_VALUE)
                .toArray();
    }
}
