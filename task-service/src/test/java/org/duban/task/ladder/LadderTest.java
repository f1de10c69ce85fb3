package org.duban.task.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LadderTest {
    /** What may be written is what may be meant. */
    @Test
    void theHoursThatMayBeWrittenAreThoseInWhichAnythingIsSent() {
        IntStream.range(0, 24 * 60).mapToObj(minute -> LocalTime.MIN.plusMinutes(minute)).forEach(time -> assertEquals(
                !time.isBefore(Ladder.EARLIEST) && !time.isAfter(Ladder.LATEST), time.toString().matches(Ladder.HOURS), time::toString));
    }
}
