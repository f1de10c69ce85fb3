package org.duban.task.unit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.duban.task.event.CloudEvent;
import org.duban.task.event.Ids;
import org.duban.task.event.Topics;

/** The data of contact events; they go to the compacted topic and nowhere else. */
final class UnitEvents {
    static final String CONTACTS_TYPE = "org.duban.unit.contacts.v1";

    record UnitRef(String code, String name) {}

    record Address(Contact.Role role, String post, String email) {}

    /**
     * All contacts of the unit, in place of those before.
     *
     * @param forgotten SHA-256 of an address, in hexadecimal, that is to be blanked wherever it was kept; null: of none
     */
    record UnitContacts(UnitRef unit, List<Address> contacts, String forgotten) {}

    static CloudEvent contacts(String code, String name, List<Address> contacts, Instant now) {
        return event(code, new UnitContacts(new UnitRef(code, name), contacts, null), now);
    }

    /**
     * A tombstone, so that what stood under the key goes, then what is left. The address itself is in neither: of a hash nobody
     * can write mails.
     */
    static List<CloudEvent> without(String address, String code, String name, List<Address> left, Instant now) {
        return List.of(event(code, null, now), event(code, new UnitContacts(new UnitRef(code, name), left, hash(address)), now));
    }

    private static CloudEvent event(String code, UnitContacts data, Instant now) {
        return new CloudEvent(Ids.next(), Topics.CONTACTS, code, CONTACTS_TYPE, code, now, null, data);
    }

    private static String hash(String address) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static List<Address> addresses(List<Contact> contacts) {
        return contacts.stream().map(c -> new Address(c.role, c.post, c.email)).toList();
    }

    private UnitEvents() {}
}
