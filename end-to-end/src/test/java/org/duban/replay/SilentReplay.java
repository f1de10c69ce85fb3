package org.duban.replay;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import org.duban.product.Product;

/** The replay in which no unit ever answers, disturbed. */
final class SilentReplay {
    static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    static final LocalTime RUNGS = LocalTime.of(8, 30);
    static final LocalTime BRIEFING = LocalTime.of(8, 40);
    /** Nothing is to be done then. */
    static final LocalTime EVENING = LocalTime.of(17, 30);

    private SilentReplay() {}

    static ReplayResult run(Product product, Replay.Disturbance disturbance) {
        return replay(product, disturbance).run();
    }

    /** Some days of it only. */
    static ReplayResult run(Product product, Replay.Disturbance disturbance, LocalDate first, LocalDate last) {
        return replay(product, disturbance).run(first, last);
    }

    private static Replay replay(Product product, Replay.Disturbance disturbance) {
        return new Replay(product, new SilentScene(), new PrintStream(OutputStream.nullOutputStream()), disturbance);
    }

    /** All has arrived, and only what nobody could know was repeated. */
    static void assertWhole(ReplayResult result) {
        assertAll(() -> assertEquals(288, result.unitMails()),
                () -> assertTrue(result.mailsPerUnit().values().stream().allMatch(mails -> mails == 9),
                        () -> "each of the units 9: " + result.mailsPerUnit()),
                () -> assertEquals(160, result.leaderCopies()),
                () -> assertEquals(36, result.mailboxMails()),
                () -> assertEquals(4, result.inspectorateMails()),
                () -> assertEquals(0, result.lost()),
                () -> assertEquals(0, result.unknown()),
                () -> assertTrue(result.duplicates() <= result.ambiguous(),
                        () -> result.duplicates() + " duplicates, " + result.ambiguous() + " ambiguous"));
    }
}
