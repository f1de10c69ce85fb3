package org.duban.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.stack.bench.Figures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger of 50,000 rows, each with a report, by a service with 64 MB of heap: when its first byte comes, and what it takes. */
class LedgerBench {
    private static final int HEAP = 64;
    private static final int FIRST_BYTE = 200;
    private static final int TIMES = 9;
    private static final Ledger LEDGER = new Ledger(50_000, 50_000, 400, 4, false);
    private static final Path GC = Path.of("target", "ledger-bench-gc.log").toAbsolutePath();
    private static final List<String> FLAGS =
            List.of("-Xmx" + HEAP + "m", "-XX:+UseSerialGC", "-Xlog:gc:file=" + GC + ":uptime:filecount=0");

    private static Bed bed;
    private static int port;

    /** @param first milliseconds to the first byte of the content, {@code whole} to its last */
    private record Reading(double first, double whole, long bytes) {}

    @BeforeAll
    static void start() throws SQLException {
        bed = new Bed("ledger-bench");
        port = bed.product("duban", FLAGS);
        try (Connection connection = bed.superuser("duban"); Statement sql = connection.createStatement()) {
            LEDGER.fill(connection);
            sql.execute("""
                    insert into submission (id, assignment_id, kind, summary, percent, problems, next_steps, submitted_at, receipt)
                    select gen_random_uuid(), id, 'INTERIM', '已对校园及周边开展排查，发现隐患' || hashint4(n::int) % 97 || '处，逐项登记，限期整改。', n % 101,
                           '部分路段护栏老化，更换需要时间。', '月底前完成更换并复查。', created_at, n::text
                    from (select a.*, row_number() over () as n from assignment a) a""");
            sql.execute("vacuum (analyze) submission");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "csv"})
    void aWholeLedger(String ending) throws IOException, InterruptedException {
        read(ending);
        Reading[] readings = new Reading[TIMES];
        for (int i = 0; i < TIMES; i++) {
            readings[i] = read(ending);
        }
        double first = median(Arrays.stream(readings).mapToDouble(Reading::first).toArray());
        Figures.report("ledger-first-byte-" + ending, first, "ms", FIRST_BYTE);
        System.out.printf(Locale.ROOT, "      %d bytes in %.0f ms%n", readings[0].bytes,
                median(Arrays.stream(readings).mapToDouble(Reading::whole).toArray()));
        Figures.report("ledger-heap-" + ending, heap(), "MB", HEAP);
        assertTrue(first < FIRST_BYTE, () -> "the first byte after " + first + " ms");
    }

    private static Reading read(String ending) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/notices/" + Ledger.notice(0) + "/ledger."
                + ending)).header("Authorization", "Bearer " + bed.token("office", null)).build();
        long start = System.nanoTime();
        HttpResponse<InputStream> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertTrue(response.statusCode() == 200, () -> "answered " + response.statusCode());
        try (InputStream content = response.body()) {
            assertTrue(content.read() >= 0);
            double first = (System.nanoTime() - start) / 1e6;
            long bytes = 1 + content.transferTo(OutputStream.nullOutputStream());
            return new Reading(first, (System.nanoTime() - start) / 1e6, bytes);
        }
    }

    /** The most that a collection left, in MB. */
    private static long heap() throws IOException {
        Matcher collections = Pattern.compile("->(\\d+)M\\(").matcher(Files.readString(GC));
        long most = 0;
        while (collections.find()) {
            most = Math.max(most, Long.parseLong(collections.group(1)));
        }
        return most;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    @AfterAll
    static void stop() {
        if (bed != null) {
            bed.close();
        }
    }
}
