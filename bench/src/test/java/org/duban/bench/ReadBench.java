package org.duban.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.duban.stack.bench.HttpConnection;
import org.duban.stack.bench.Load;
import org.duban.stack.bench.Rounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET of one of a million assignments by the unit whose it is, beside the plainest handler of the same query. */
class ReadBench {
    private static final Duration TURN = Duration.ofSeconds(4);
    private static final Ledger LEDGER = new Ledger(1_000_000, 250, 32, 2, false);

    private static Bed bed;
    private static Callable<Load.Work> product;
    private static Callable<Load.Work> floor;

    @BeforeAll
    static void start() throws SQLException {
        bed = new Bed("read-bench");
        int service = bed.product("duban");
        try (Connection connection = bed.superuser("duban")) {
            LEDGER.fill(connection);
        }
        int plain = bed.floor();
        String[] tokens = IntStream.range(0, LEDGER.units()).mapToObj(n -> bed.token("unit", Ledger.unit(n))).toArray(String[]::new);
        product = () -> get(service, n -> "/api/v1/assignments/" + LEDGER.assignment(n), tokens);
        floor = () -> get(plain, n -> "/plain/assignments/" + LEDGER.assignment(n), null);
    }

    private static HttpConnection get(int port, IntFunction<String> path, String[] tokens) throws IOException {
        Supplier<byte[]> requests = () -> {
            int n = ThreadLocalRandom.current().nextInt(LEDGER.size());
            return HttpConnection.request("GET", path.apply(n), tokens == null ? null : tokens[LEDGER.unitOf(n)], null);
        };
        return new HttpConnection(port, requests, 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void oneAssignment(int connections) {
        Load.warm(connections, product);
        Load.warm(connections, floor);
        Rounds<Load> rounds = Rounds.run(7, () -> Load.run(connections, TURN, product), () -> Load.run(connections, TURN, floor),
                Load::perSecond);
        double rate = rounds.report("read-assignment-" + connections, "requests/s", Load::perSecond);
        double slowest = rounds.report("read-assignment-p99-" + connections, "ms", Load::p99);
        assertTrue(rate >= 0.7, "reads are answered %.2f times as often as by the plain handler".formatted(rate));
        assertTrue(slowest <= 2, "the p99 of reads is %.2f times that of the plain handler".formatted(slowest));
    }

    @AfterAll
    static void stop() {
        if (bed != null) {
            bed.close();
        }
    }
}
