package org.duban.task;

import java.time.LocalDate;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Days from 1986 to 2100, and the zones in which a machine may stand. */
public final class OddDays {
    private static final LocalDate START = LocalDate.of(1986, 1, 1);
    private static final LocalDate END = LocalDate.of(2100, 12, 31);
    private static final List<TimeZone> ZONES = Stream.of("UTC", "Asia/Shanghai", "America/New_York")
            .map(TimeZone::getTimeZone).toList();

    private OddDays() {}

    /** Half of the days lie near one of those on which dates go wrong. */
    public static Arbitrary<LocalDate> days() {
        Arbitrary<LocalDate> any = Arbitraries.integers().between(0, (int) (END.toEpochDay() - START.toEpochDay()))
                .withoutEdgeCases().map(START::plusDays);
        Arbitrary<LocalDate> odd = Arbitraries.of(Stream.of("1986-05-04", "1986-09-14", "1988-04-17", "1988-09-11", "1991-09-15",
                        "2000-02-29", "2012-02-29", "2024-02-29", "2096-02-29", "2100-02-28", "2023-10-07", "2023-10-01",
                        "2024-02-14", "2025-10-08", "2020-01-31", "2019-12-31", "2023-12-31", "2026-12-31", "2027-01-01",
                        "2050-10-03").map(LocalDate::parse).toList())
                .flatMap(day -> Arbitraries.integers().between(-20, 20).map(day::plusDays));
        return Arbitraries.oneOf(any, odd);
    }

    /** Runs the test with the machine in each of the three zones. */
    public static void inEveryZone(Runnable test) {
        TimeZone before = TimeZone.getDefault();
        try {
            for (TimeZone zone : ZONES) {
                TimeZone.setDefault(zone);
                test.run();
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
