package org.duban.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.stack.bench.HttpConnection;
import org.duban.stack.bench.Load;
import org.duban.stack.bench.Rounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of 50 out of ten million assignments beside the same page out of ten thousand: first page and hundredth. */
class ListBench {
    private static final Duration WARM = Duration.ofMillis(300);
    private static final Duration TURN = Duration.ofMillis(150);
    private static final int PAGE = 50;
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static Bed bed;
    private static Register large;
    private static Register small;

    /** A running service and what it is asked about: a notice of last month, and any unit of its. */
    private record Register(int port, Ledger ledger, String office, String unit) {
        String query(String filter) {
            return "/api/v1/assignments?" + filter.replace("NOTICE", Ledger.notice(ledger.notices() - 1))
                    .replace("UNIT", Ledger.unit(3)).replace("OTHER", Ledger.unit(4)).replace("LATELY", TODAY.minusDays(15) + "T00:00:00Z")
                    .replace("EVER", TODAY.minusDays(3000) + "T00:00:00Z").replace("BEFORE", TODAY.minusDays(12).toString())
                    .replace("SOON", TODAY.plusDays(12).toString());
        }

        String ask(String query) {
            try (HttpConnection connection = new HttpConnection(port, null, 200)) {
                return connection.ask(HttpConnection.request("GET", query, office, null));
            } catch (IOException e) {
                throw new IllegalStateException(query, e);
            }
        }

        /** The hundredth page, or the last full one before it. */
        String turned(String query) {
            String page = query;
            for (int i = 1; i < 100; i++) {
                Matcher next = NEXT.matcher(ask(page));
                if (!next.find()) {
                    return page;
                }
                String following = query + "&after=" + next.group(1);
                if (rows(ask(following)) < rows(ask(page))) {
                    return page;
                }
                page = following;
            }
            return page;
        }

        Load load(String query, Duration time, String token) {
            byte[] request = HttpConnection.request("GET", query, token, null);
            return Load.run(1, time, () -> new HttpConnection(port, () -> request, 200));
        }
    }

    private static int rows(String body) {
        return body.split("\"noticeId\"", -1).length - 1;
    }

    @BeforeAll
    static void start() throws SQLException {
        bed = new Bed("list-bench");
        bed.database("small");
        large = register("duban", new Ledger(10_000_000, 5_000, 100, 4, false));
        small = register("small", new Ledger(10_000, 5_000, 5, 4, false));
        for (Register each : new Register[] {large, small}) {
            each.load(each.query(""), Duration.ofSeconds(10), each.office);
            each.load(each.query("light=RED&unit=UNIT"), Duration.ofSeconds(10), each.office);
        }
    }

    private static Register register(String database, Ledger ledger) throws SQLException {
        int port = bed.product(database);
        try (Connection connection = bed.superuser(database)) {
            ledger.fill(connection);
        }
        return new Register(port, ledger, bed.token("office", null), bed.token("unit", Ledger.unit(3)));
    }

    @ParameterizedTest
    @CsvSource({"all, ''", "notice, notice=NOTICE", "unit, unit=UNIT", "status-submitted, status=SUBMITTED",
        "status-completed, status=COMPLETED", "status-two, status=AWAITING_ACKNOWLEDGEMENT&status=IN_PROGRESS", "role-lead, role=LEAD",
        "role-assisting, role=ASSISTING", "role-responsible, role=RESPONSIBLE", "light-red, light=RED", "light-yellow, light=YELLOW", "light-green, light=GREEN",
        "due, dueFrom=BEFORE&dueTo=SOON", "due-from, dueFrom=BEFORE", "due-to, dueTo=SOON", "overdue, overdue=true",
        "not-overdue, overdue=false", "changed-lately, changedSince=LATELY", "changed-ever, changedSince=EVER",
        "unit-status, unit=UNIT&status=IN_PROGRESS", "unit-due, unit=UNIT&dueFrom=BEFORE&dueTo=SOON", "unit-red, unit=UNIT&light=RED",
        "unit-yellow, unit=UNIT&light=YELLOW", "unit-green, unit=UNIT&light=GREEN", "notice-status, notice=NOTICE&status=IN_PROGRESS",
        "notice-due, notice=NOTICE&dueFrom=BEFORE&dueTo=SOON", "notice-red, notice=NOTICE&light=RED",
        "notice-yellow, notice=NOTICE&light=YELLOW", "notice-green, notice=NOTICE&light=GREEN"})
    void aPage(String name, String filter) {
        // As many rows on both sides, should the small one not fill a page.
        int limit = Math.max(1, rows(small.ask(small.query(filter) + "&limit=" + PAGE)));
        String[] pages = {large.query(filter) + "&limit=" + limit, small.query(filter) + "&limit=" + limit};
        compare("list-" + name + "-1", pages[0], pages[1]);
        compare("list-" + name + "-100", large.turned(pages[0]), small.turned(pages[1]));
    }

    private static void compare(String name, String ofMany, String ofFew) {
        large.load(ofMany, WARM, large.office);
        small.load(ofFew, WARM, small.office);
        double ratio = Rounds.run(5, () -> large.load(ofMany, TURN, large.office), () -> small.load(ofFew, TURN, small.office), Load::p50)
                .report(name, "ms", Load::p50);
        assertTrue(ratio <= 1.3, () -> name + " takes " + ratio + " times as long out of ten million");
    }

    /** Other combinations: no comparison, but never a second. */
    @ParameterizedTest
    @ValueSource(strings = {"unit=UNIT&role=LEAD", "unit=OTHER&role=LEAD", "unit=OTHER&role=LEAD&sort=due", "unit=UNIT&notice=NOTICE", "status=SUBMITTED&light=GREEN", "status=IN_PROGRESS&light=YELLOW",
        "status=SUBMITTED&status=TERMINATED", "status=SUBMITTED&role=ASSISTING", "status=SUBMITTED&dueFrom=BEFORE", "role=LEAD&dueTo=SOON",
        "unit=UNIT&changedSince=LATELY", "unit=UNIT&changedSince=EVER", "status=SUBMITTED&changedSince=EVER", "sort=due", "sort=-due",
        "sort=-due&dueFrom=BEFORE&dueTo=SOON", "sort=-due&light=RED", "sort=changedAt", "unit=UNIT&sort=-due", "status=COMPLETED&sort=-due",
        "status=SUBMITTED&sort=due", "unit=UNIT&overdue=true&role=ASSISTING", "light=RED&changedSince=LATELY"})
    void anyOther(String filter) {
        underASecond(filter, large.office);
    }

    /** The unit's own view: also what others do on tasks that it leads. */
    @ParameterizedTest
    @ValueSource(strings = {"", "status=IN_PROGRESS", "light=RED", "light=YELLOW", "light=GREEN", "overdue=true", "unit=UNIT", "unit=OTHER",
        "unit=UNIT&status=SUBMITTED", "changedSince=LATELY", "notice=NOTICE", "sort=-due", "sort=changedAt"})
    void asTheUnit(String filter) {
        underASecond(filter, large.unit);
    }

    private static void underASecond(String filter, String token) {
        String query = large.query(filter) + "&limit=" + PAGE;
        large.load(query, WARM, token);
        Load load = large.load(query, Duration.ofSeconds(1), token);
        System.out.printf(Locale.ROOT, "      %s %s p50 %.1f ms, p99 %.1f ms%n", token.equals(large.unit) ? "unit" : "office", filter, load.p50(), load.p99());
        assertTrue(load.p50() < 1000, filter);
    }

    @AfterAll
    static void stop() {
        if (bed != null) {
            bed.close();
        }
    }
}
