package org.duban.replay;

import java.time.LocalDate;

/** What people do in a replay. Whatever units do in one is invented; every mail of it says 演示数据. */
public interface Scene {
    /** Its name in replay.json. */
    String name();

    /**
     * The end of a day, 17:30.
     *
     * @param notice the sample's id
     * @return reports that units filed
     */
    int endOfDay(String notice, LocalDate day, boolean workingDay);
}
