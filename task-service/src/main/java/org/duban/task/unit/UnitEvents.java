package org.duban.task.unit;

import java.util.List;

/** The data of contact events; they go to the compacted topic and nowhere else. */
final class UnitEvents {
    static final String CONTACTS_TYPE = "org.duban.unit.contacts.v1";

    record UnitRef(String code, String name) {}

    record Address(Contact.Role role, String post, String email) {}

    /** All contacts of the unit, in place of those before. */
    record UnitContacts(UnitRef unit, List<Address> contacts) {}

    private UnitEvents() {}
}
