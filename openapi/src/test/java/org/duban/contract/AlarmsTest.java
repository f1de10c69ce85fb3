package org.duban.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the services serve what the alarms ask for is their own tests' matter. */
class AlarmsTest {
    @Test
    void eachIsExplainedInBothLanguages() {
        assertEquals(List.of(), Metrics.faultsOfAlarms());
    }
}
