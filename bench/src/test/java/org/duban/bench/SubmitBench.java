package org.duban.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.duban.stack.bench.HttpConnection;
import org.duban.stack.bench.Load;
import org.duban.stack.bench.Rounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A final report on one of a million assignments, which changes its status, writes the trail and the event: beside the
 * bare statements in a loop, and beside a naive handler with entities.
 */
class SubmitBench {
    static final String SUMMARY = "已完成校园及周边安全隐患排查，整改销号23处，建立台账和长效机制。";
    /** {@code -Dbench.turn} and {@code -Dbench.assignments} make a trial short. */
    private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("bench.turn", 4));
    private static final Ledger LEDGER = new Ledger(Integer.getInteger("bench.assignments", 1_000_000), 250, 32, 2, true);
    private static final int HALF = LEDGER.size() / 2;
    /** Prime to the half: with it, numbers that follow each other lie far apart, and each comes up once. */
    private static final long STRIDE = 7_368_787;

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final AtomicInteger NEXT_OF_NAIVE = new AtomicInteger();
    private static Bed bed;
    private static Connection superuser;
    private static Callable<Load.Work> product;
    private static Callable<Load.Work> bare;
    private static Callable<Load.Work> naive;

    @BeforeAll
    static void start() throws SQLException {
        bed = new Bed("submit-bench");
        int service = bed.product("duban");
        superuser = bed.superuser("duban");
        LEDGER.fill(superuser);
        try (Statement sql = superuser.createStatement()) {
            sql.execute("select pg_advisory_lock(%d)".formatted(Bed.RELAY));
        }
        int plain = bed.floor();
        String[] tokens = IntStream.range(0, LEDGER.units()).mapToObj(n -> bed.token("unit", Ledger.unit(n))).toArray(String[]::new);
        product = () -> post(service, "/api/v1/assignments/%s/submissions", tokens, SubmitBench::fresh, 201);
        naive = () -> post(plain, "/naive/assignments/%s/submissions", null, SubmitBench::apart, 200);
        bare = () -> new BareReport(bed.connection(), LEDGER, SubmitBench::any);
    }

    /** The number of an assignment that nobody has reported on yet: what is reported cannot be so again. */
    private static int fresh() {
        return 2 * inTurn(NEXT);
    }

    /** The naive handler fails where two change the same one at once. */
    private static int apart() {
        return 2 * inTurn(NEXT_OF_NAIVE) + 1;
    }

    private static int inTurn(AtomicInteger turns) {
        return (int) (turns.getAndIncrement() * STRIDE % HALF);
    }

    /** Those that do not look at the status may come to one again. */
    private static int any() {
        return 2 * ThreadLocalRandom.current().nextInt(HALF) + 1;
    }

    private static HttpConnection post(int port, String path, String[] tokens, IntSupplier assignments, int wanted)
            throws IOException {
        String body = "{\"kind\":\"FINAL\",\"summary\":\"%s\",\"percent\":100}".formatted(SUMMARY);
        Supplier<byte[]> requests = () -> {
            int n = assignments.getAsInt();
            return HttpConnection.request("POST", path.formatted(LEDGER.assignment(n)),
                    tokens == null ? null : tokens[LEDGER.unitOf(n)], body);
        };
        return new HttpConnection(port, requests, wanted);
    }

    /** Nobody relays meanwhile: that is no part of the transaction, and {@link RelayBench}'s. */
    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void aReport(int connections) {
        for (Callable<Load.Work> each : List.of(product, bare, naive)) {
            Load.warm(connections, each);
        }
        Supplier<Load> ours = () -> Load.run(connections, TURN, product);
        double toBare = Rounds.run(5, ours, () -> Load.run(connections, TURN, bare), Load::perSecond)
                .report("submit-" + connections, "requests/s", Load::perSecond);
        double toNaive = Rounds.run(5, ours, () -> Load.run(connections, TURN, naive), Load::perSecond)
                .report("submit-to-naive-" + connections, "requests/s", Load::perSecond);
        assertTrue(toBare >= 0.35, "a report goes %.2f times as often as its statements".formatted(toBare));
        assertTrue(toNaive >= 2, "a report goes %.2f times as often as the naive one".formatted(toNaive));
    }

    @AfterAll
    static void stop() throws SQLException {
        if (superuser != null) {
            superuser.close();
        }
        if (bed != null) {
            bed.close();
        }
    }
}
