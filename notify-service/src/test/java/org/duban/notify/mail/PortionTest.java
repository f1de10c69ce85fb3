package org.duban.notify.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PortionTest {

    private final Portion portion = new Portion(32);

    @Test
    void whereAllGoesInTimeItDoublesUpToTheMost() {
        portion.went(8, 8);
        assertEquals(16, portion.size());

        portion.went(16, 16);
        portion.went(32, 32);
        assertEquals(32, portion.size());
    }

    @Test
    void whereServersAreSlowItIsWhatCouldBeSent() {
        portion.went(8, 3);
        assertEquals(3, portion.size());

        portion.went(3, 0);
        assertEquals(1, portion.size());
    }

    @Test
    void whereLittleIsDueNothingIsLearned() {
        portion.went(2, 2);
        portion.went(0, 0);

        assertEquals(8, portion.size());
    }

    @Test
    void itIsNeverMoreThanTheSetting() {
        assertEquals(4, new Portion(4).size());
    }
}
