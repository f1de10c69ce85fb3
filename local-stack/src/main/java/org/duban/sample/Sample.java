package org.duban.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.stack.json.Json;

/** A real notice, and the units that it names with invented mailboxes: what is tried and shown locally. */
public final class Sample {

    private static final Map<?, ?> UNITS = Json.parseObject(resource("units.json"));

    private Sample() {}

    /** A unit that can be responsible for a task. */
    public record Unit(String code, String name, List<Contact> contacts) {}

    /**
     * A post of a unit that is written to.
     *
     * @param role {@code LIAISON} or {@code LEADER}
     * @param post what the post is called; no person is named
     */
    public record Contact(String role, String post, String email) {}

    /** A set of units that a notice names at once. */
    public record Group(String code, String name, List<String> memberCodes) {}

    /** The notice of Honghe prefecture on campus safety of 2023, verbatim. */
    public static String notice() {
        return resource("notice.txt");
    }

    /** The 19 units of the prefecture, in the order in which the notice first names them, and 13 county governments. */
    public static List<Unit> units() {
        return objects(UNITS, "units").stream().map(Sample::unit).toList();
    }

    /** The one group of the notice: 各县市人民政府. */
    public static Group group() {
        Map<?, ?> group = objects(UNITS, "groups").get(0);
        List<String> members = ((List<?>) group.get("members")).stream().map(Object::toString).toList();
        return new Group(text(group, "code"), text(group, "name"), members);
    }

    /** Mail address → unit and post, for people to read. */
    public static Map<String, String> mailboxNames() {
        Map<String, String> names = new LinkedHashMap<>();
        for (Unit unit : units()) {
            for (Contact contact : unit.contacts()) {
                names.put(contact.email(), unit.name() + " " + contact.post());
            }
        }
        return names;
    }

    private static Unit unit(Map<?, ?> unit) {
        List<Contact> contacts = objects(unit, "contacts").stream()
                .map(contact -> new Contact(text(contact, "role"), text(contact, "post"), text(contact, "email")))
                .toList();
        return new Unit(text(unit, "code"), text(unit, "name"), contacts);
    }

    private static List<Map<?, ?>> objects(Map<?, ?> parent, String name) {
        return ((List<?>) parent.get(name)).stream().<Map<?, ?>>map(object -> (Map<?, ?>) object).toList();
    }

    private static String text(Map<?, ?> object, String name) {
        return (String) object.get(name);
    }

    private static String resource(String name) {
        try (InputStream in = Sample.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
