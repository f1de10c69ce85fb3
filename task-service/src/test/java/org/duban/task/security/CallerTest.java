package org.duban.task.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is read of a token, whoever issued it. */
class CallerTest {
    private static final String NAMESPACED = "https://duban.example/unit";

    private static Caller caller(String unitClaim, Map<String, Object> claims) {
        return new Caller(new VerifiedToken("zhang", claims), () -> unitClaim);
    }

    @Test
    void theUnitStandsWhereTheIssuerWritesIt() {
        assertEquals("532501", caller(NAMESPACED, Map.of(NAMESPACED, "532501")).unit());
        assertNull(caller(NAMESPACED, Map.of("unit", "532501")).unit());
    }

    @Test
    void aUnitThatIsNoTextIsNone() {
        Caller caller = caller("unit", Map.of("unit", List.of("532501", "532502"), "groups", Set.of("unit")));

        assertNull(caller.unit());
        assertEquals("", caller.onlyUnit(), "it sees nothing");
    }
}
