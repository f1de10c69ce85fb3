package org.duban.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.duban.product.Api;
import org.duban.product.Product;

/**
 * Lives the sample through, from its dispatch on 2023-07-19 at 08:00 to the end of 2023-08-31, a day at a time. The
 * clock stands still at each stop until the product is quiet; nothing sleeps for the sake of time passing.
 */
public final class Replay {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST = LocalDate.of(2023, 7, 19);
    private static final LocalDate LAST = LocalDate.of(2023, 8, 31);
    private static final LocalTime DISPATCH = LocalTime.of(8, 0);
    private static final LocalTime END_OF_DAY = LocalTime.of(17, 30);
    private static final List<LocalTime> STOPS = List.of(LocalTime.of(8, 30), LocalTime.of(8, 40), END_OF_DAY);

    /** Lets a test do harm at a stop, when the clock was set and the product is at work. */
    public interface Disturbance {
        void at(LocalDate day, LocalTime stop);
    }

    private final Product product;
    private final Scene scene;
    private final PrintStream out;
    private final Disturbance disturbance;
    private final Quiet quiet;

    public Replay(Product product, Scene scene, PrintStream out, Disturbance disturbance) {
        this.product = product;
        this.scene = scene;
        this.out = out;
        this.disturbance = disturbance;
        this.quiet = new Quiet(product);
    }

    public ReplayResult run() {
        return run(FIRST, LAST);
    }

    /** The same, dispatched on the first day and lived through to the end of the last. */
    public ReplayResult run(LocalDate first, LocalDate last) {
        long start = System.nanoTime();
        Api office = product.tasksAs("office", null);
        product.clock().freeze(at(first, DISPATCH));
        String notice = new SampleLoader(product).load();
        quiet.await();
        DayLine line = new DayLine(out, product, notice);
        line.header();
        int days = 0;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            boolean workingDay = office.get("/api/v1/calendar/" + day).path("workingDay").asBoolean();
            int submissions = 0;
            for (LocalTime stop : STOPS) {
                product.clock().freeze(at(day, stop));
                disturbance.at(day, stop);
                quiet.await();
                if (stop.equals(END_OF_DAY)) {
                    submissions = scene.endOfDay(notice, day, workingDay);
                    quiet.await();
                }
            }
            line.print(day, workingDay, submissions, Standing.of(office, notice));
            days++;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Tally tally = Tally.of(product.notificationsAs("office"), notice, product.layout().mails());
        Ledger.print(out, office, notice);
        return ReplayResult.of(scene.name(), tally, Standing.of(office, notice),
                office.get("/local/status").path("published").asInt(), days, took.toMillis() / 1000.0);
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }

    static String weekday(LocalDate day) {
        return day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.SIMPLIFIED_CHINESE);
    }
}
