package org.duban.notify.picture;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What an event says of its notice.
 *
 * @param documentNumber 文号, null where the notice has none
 * @param reportTo the unit that takes the reports; may be null
 * @param reportBy the notice's day in Asia/Shanghai, that day included (R2); null where it names none
 * @param reportByText the day as it was written (R1); may be null
 * @param contact whom to ask; possibly empty
 */
public record NoticeFacts(
        UUID id,
        String title,
        String documentNumber,
        String issuedBy,
        String reportTo,
        LocalDate reportBy,
        String reportByText,
        List<Person> contact) {

    /** The notice's contact as printed in it; the phone may be null. */
    public record Person(String name, String phone) {}

    public NoticeFacts {
        Objects.requireNonNull(id, "notice.id");
        Objects.requireNonNull(title, "notice.title");
        contact = contact == null ? List.of() : List.copyOf(contact);
    }
}
