package org.duban.task.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    /** The name space of domain names, RFC 9562 §6.6. */
    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    @Test
    void namedIdsAreThoseOfTheRfc() {
        assertEquals(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"), Ids.named(DNS, "www.example.com"));
    }

    @Test
    void newIdsSortByTheTimeOfTheirMaking() {
        List<String> ids = Stream.generate(Ids::next).limit(5000).map(UUID::toString).toList();

        assertEquals(ids.stream().sorted().distinct().toList(), ids);
        assertTrue(ids.stream().allMatch(id -> UUID.fromString(id).version() == 7));
    }
}
