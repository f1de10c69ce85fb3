package org.duban.notify.local;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In local mode nothing may leave the machine (R13). */
class LocalGateTest {

    @Test
    void loopbackMayPass() {
        assertDoesNotThrow(() -> LocalGate.requireLoopback(
                "jdbc:postgresql://127.0.0.1:5432/duban?x=y", "localhost:9092,127.0.0.2:1", "::1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "jdbc:postgresql://192.0.2.1:5432/duban; 127.0.0.1:9092; 127.0.0.1; 192.0.2.1",
                "jdbc:postgresql://127.0.0.1:1,192.0.2.2:2/duban; 127.0.0.1:9092; 127.0.0.1; 192.0.2.2",
                "jdbc:postgresql://127.0.0.1/duban; 127.0.0.1:9092,192.0.2.3:9092; 127.0.0.1; 192.0.2.3",
                "jdbc:postgresql://127.0.0.1/duban; 127.0.0.1:9092; 192.0.2.4; 192.0.2.4",
                "jdbc:postgresql://127.0.0.1/duban; 127.0.0.1:9092; 0.0.0.0; 0.0.0.0",
                "jdbc:postgresql://127.0.0.1/duban; 127.0.0.1:9092; smtp.invalid; smtp.invalid"
            })
    void anythingElseIsRefused(String database, String kafka, String smtp, String stranger) {
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> LocalGate.requireLoopback(database, kafka, smtp));
        assertThat(refusal.getMessage(), containsString(stranger));
    }
}
