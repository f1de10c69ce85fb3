package org.duban.replay;

import java.time.LocalDate;

/** No unit ever answers, and the office does nothing. */
public final class SilentScene implements Scene {
    @Override
    public String name() {
        return "silent";
    }

    @Override
    public int endOfDay(String notice, LocalDate day, boolean workingDay) {
        return 0;
    }
}
