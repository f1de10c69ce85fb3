package org.duban.notify.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.duban.notify.simulation.FakeBroker.Letter;
import org.duban.notify.simulation.Said.Nonsense;
import org.duban.notify.simulation.Said.Reach;
import org.duban.notify.simulation.Said.Told;

/** Writes records as task-service would, after the examples of the contract. */
final class Wire {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, ObjectNode> EXAMPLES = new ConcurrentHashMap<>();

    private final FakeBroker broker;

    Wire(FakeBroker broker) {
        this.broker = broker;
    }

    /** The data of an example, to be changed. */
    static ObjectNode data(String example) {
        return ((ObjectNode) example(example).get("data")).deepCopy();
    }

    private static ObjectNode example(String name) {
        return EXAMPLES.computeIfAbsent(name, key -> {
            try {
                return (ObjectNode) JSON.readTree(Files.readString(Path.of("../openapi/examples", key + ".json")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static String type(String example) {
        return example(example).get("type").asText();
    }

    Letter event(Told told, String key, JsonNode data) {
        RecordHeaders headers = headers(told.id().toString(), told.type());
        if (told.shown() != null) {
            headers.add("ce_sequence", bytes(Long.toString(told.shown().version())));
        }
        return broker.append(FakeBroker.EVENTS, bytes(key), headers, bytes(data.toString()), told,
                SimulatedClocks.machineNow());
    }

    Letter contacts(Reach reach, String name) {
        ObjectNode data = data("unit-contacts");
        ((ObjectNode) data.get("unit")).put("code", reach.key()).put("name", name);
        ArrayNode contacts = data.putArray("contacts");
        add(contacts, "LIAISON", reach.addresses().getOrDefault("UNIT", List.of()));
        add(contacts, "LEADER", reach.addresses().getOrDefault("LEADER", List.of()));
        return broker.append(FakeBroker.CONTACTS, bytes(reach.key()),
                headers("0198c0de-0000-7000-8000-0000000000c1", type("unit-contacts")), bytes(data.toString()), reach,
                SimulatedClocks.machineNow());
    }

    private static void add(ArrayNode contacts, String role, List<String> addresses) {
        addresses.forEach(address ->
                contacts.addObject().put("role", role).put("post", "办公室").put("email", address));
    }

    Letter mailbox(Reach reach) {
        ObjectNode data = data("notice-mailbox");
        data.put("notice", reach.key()).put("mailbox", reach.addresses().get("MAILBOX").get(0));
        return broker.append(FakeBroker.CONTACTS, bytes(reach.key()),
                headers("0198c0de-0000-7000-8000-0000000000c2", type("notice-mailbox")), bytes(data.toString()), reach,
                SimulatedClocks.machineNow());
    }

    Letter tombstone(String key) {
        return broker.append(FakeBroker.CONTACTS, bytes(key), new RecordHeaders(), null, new Reach(key, Map.of()),
                SimulatedClocks.machineNow());
    }

    /** Kinds of poison; the last is of 2 MB, and rare. */
    enum Poison {
        EMPTY,
        NOT_JSON,
        WRONG_TYPE,
        UNKNOWN_VERSION,
        TOMBSTONE_WITHOUT_KEY,
        NULL_KEY,
        NULL_VALUE,
        NO_ID,
        BAD_TIME,
        NOT_UTF8,
        NUL_IN_TEXT,
        TWO_MEGABYTES
    }

    Letter poison(Poison poison, String id, String key) {
        RecordHeaders headers = headers(id, type("deadline-opened"));
        Nonsense said = new Nonsense(poison.name());
        byte[] good = bytes(data("deadline-opened").toString());
        return switch (poison) {
            case EMPTY -> nonsense(key, headers, new byte[0], said);
            case NOT_JSON -> nonsense(key, headers, bytes("{\"day\":"), said);
            case WRONG_TYPE -> nonsense(key, headers, changed(data -> data.put("workingDaysLeft", "soon")), said);
            case UNKNOWN_VERSION -> nonsense(key, headers(id, "org.duban.deadline.opened.v2"), good, said);
            case TOMBSTONE_WITHOUT_KEY -> broker.append(FakeBroker.CONTACTS, null, new RecordHeaders(), null, said,
                    SimulatedClocks.machineNow());
            case NULL_KEY -> nonsense(null, headers, bytes("[]"), said);
            case NULL_VALUE -> nonsense(key, headers, null, said);
            case NO_ID -> nonsense(key, without(headers, "ce_id"), good, said);
            case BAD_TIME -> nonsense(key, with(without(headers, "ce_time"), "ce_time", "soon"), good, said);
            case NOT_UTF8 -> nonsense(key, headers, new byte[] {'"', (byte) 0xc3, '"'}, said);
            case NUL_IN_TEXT ->
                nonsense(key, headers, changed(data -> ((ObjectNode) data.get("notice")).put("title", "a\0b")), said);
            case TWO_MEGABYTES -> nonsense(key, headers, bytes("{\"day\":\"" + "督".repeat(700_000) + "\"}"), said);
        };
    }

    private Letter nonsense(String key, RecordHeaders headers, byte[] value, Nonsense said) {
        return broker.append(FakeBroker.EVENTS, key == null ? null : bytes(key), headers, value, said,
                SimulatedClocks.machineNow());
    }

    private static byte[] changed(Consumer<ObjectNode> change) {
        ObjectNode data = data("deadline-opened");
        change.accept(data);
        return bytes(data.toString());
    }

    private static RecordHeaders without(RecordHeaders headers, String name) {
        headers.remove(name);
        return headers;
    }

    private static RecordHeaders with(RecordHeaders headers, String name, String value) {
        headers.add(name, bytes(value));
        return headers;
    }

    private static RecordHeaders headers(String id, String type) {
        Instant now = SimulatedClocks.businessNow();
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_specversion", bytes("1.0"));
        headers.add("ce_id", bytes(id));
        headers.add("ce_source", bytes("/duban/task-service"));
        headers.add("ce_type", bytes(type));
        headers.add("ce_time", bytes(now.toString()));
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
