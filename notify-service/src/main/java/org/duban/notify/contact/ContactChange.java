package org.duban.notify.contact;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What a record of {@code duban.contacts} says. The last one of a key holds, so a repeat changes nothing. */
public sealed interface ContactChange {

    /**
     * All contacts of a unit; an empty list where it has none left.
     *
     * @param forgotten SHA-256, in hexadecimal, of an address that is to be blanked wherever it was kept; null: of none
     */
    record UnitContacts(String code, String name, List<Entry> contacts, String forgotten) implements ContactChange {
        public UnitContacts {
            Objects.requireNonNull(code, "unit.code");
            Objects.requireNonNull(name, "unit.name");
            contacts = List.copyOf(contacts);
        }
    }

    /** One post of a unit; the post may be null. */
    record Entry(Role role, String post, String email) {
        public Entry {
            Objects.requireNonNull(role, "contacts.role");
            Objects.requireNonNull(email, "contacts.email");
        }
    }

    /** The mailbox of a notice. */
    record Mailbox(UUID notice, String email) implements ContactChange {
        public Mailbox {
            Objects.requireNonNull(notice, "notice");
            Objects.requireNonNull(email, "mailbox");
        }
    }

    /** A tombstone: the key, a unit's code or a notice's id, has nothing any more. */
    record Gone(String key) implements ContactChange {}
}
