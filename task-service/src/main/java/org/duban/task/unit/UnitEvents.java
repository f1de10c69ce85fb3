package org.duban.task.unit;

import java.time.Instant;
import java.util.List;
import org.duban.task.event.CloudEvent;
import org.duban.task.event.Ids;
import org.duban.task.event.Topics;

/** The data of contact events; they go to the compacted topic and nowhere else. */
final class UnitEvents {
    static final String CONTACTS_TYPE = "org.duban.unit.contacts.v1";

    record UnitRef(String code, String name) {}

    record Address(Contact.Role role, String post, String email) {}

    /** All contacts of the unit, in place of those before. */
    record UnitContacts(UnitRef unit, List<Address> contacts) {}

    static CloudEvent contacts(String code, String name, List<Address> contacts, Instant now) {
        return new CloudEvent(Ids.next(), Topics.CONTACTS, code, CONTACTS_TYPE, code, now, null,
                new UnitContacts(new UnitRef(code, name), contacts));
    }

    static List<Address> addresses(List<Contact> contacts) {
        return contacts.stream().map(c -> new Address(c.role, c.post, c.email)).toList();
    }

    private UnitEvents() {}
}
