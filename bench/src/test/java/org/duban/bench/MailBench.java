package org.duban.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.product.ServiceProcess;
import org.duban.stack.bench.Figures;
import org.duban.stack.bench.Load;
import org.duban.stack.bench.Rounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From the event on Kafka to the 250 of an SMTP server, with inbox, judgement, rendering and ledger: beside a bare client that
 * sends the same ready message over as many connections. Heap: 256 MB.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MailBench {
    /** {@code -Dbench.mails} and {@code -Dbench.queued} make a trial short. */
    private static final int MAILS = Integer.getInteger("bench.mails", 5_000);
    private static final int QUEUED = Integer.getInteger("bench.queued", 100_000);
    private static final Path GC = Path.of("target", "mail-bench-gc.log").toAbsolutePath();
    private static final List<String> FLAGS =
            List.of("-Xmx256m", "-XX:+UseG1GC", "-Xlog:gc:file=" + GC + ":uptime:filecount=0");

    private static Bed bed;
    private static MailSink sink;
    private static ChaseEvents events;
    private static ServiceProcess service;
    private static long published;

    @BeforeAll
    static void start() throws IOException {
        bed = new Bed("mail-bench");
        sink = new MailSink(0);
    }

    @Order(1)
    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void mails(int connections) throws IOException {
        serve(connections, sink.port());
        Rounds.warm(MailBench::product);
        byte[] ready = ready();
        double ratio = beside("mail-" + connections, connections, () -> new BareClient(sink.port(), message(ready)));
        beside("mail-to-sockets-" + connections, connections, () -> new BareMail(sink.port(), ready));
        assertTrue(ratio >= 0.4, "mails go %.2f times as fast as by the bare client".formatted(ratio));
    }

    private static double beside(String name, int connections, Callable<Load.Work> floor) {
        Load.warm(connections, floor);
        return Rounds.run(5, MailBench::product, () -> Load.run(connections, Duration.ofSeconds(3), floor).perSecond(), Double::doubleValue)
                .report(name, "mails/s", Double::doubleValue);
    }

    /** Without the dot that ends it on the wire. */
    private static byte[] message(byte[] ready) {
        return Arrays.copyOf(ready, ready.length - ".\r\n".length());
    }

    @Order(2)
    @Test
    void oneHundredThousandThatWait() throws Exception {
        int port;
        try (MailSink later = new MailSink(0)) {
            port = later.port();
        }
        serve(4, port);
        events.publish(QUEUED);
        published += QUEUED;
        bed.awaitMailsPlanned(published);
        long before = heap();
        try (MailSink now = new MailSink(port)) {
            awaitTaken(now, QUEUED);
            long after = heap();
            // Flat: what was left when nothing had been sent yet stands for the floor.
            Figures.report("mail-queued-heap", after, "MB", before);
            assertTrue(after <= 1.5 * before, "a collection leaves %d MB instead of %d".formatted(after, before));
        }
    }

    /** With contacts, so that what comes can be sent. */
    private static void serve(int connections, int smtpPort) throws IOException {
        if (service != null) {
            service.close();
        }
        service = bed.mailroom(FLAGS, Map.of(
                "DUBAN_SMTP_PORT", String.valueOf(smtpPort),
                "DUBAN_SMTP_CONNECTIONS", String.valueOf(connections),
                "DUBAN_MAIL_SENDERS", String.valueOf(connections + 2)));
        if (events == null) {
            events = new ChaseEvents(bed);
            events.contacts();
        }
    }

    /** Mails a second, from the first event to the last 250. */
    private static double product() {
        long wanted = sink.taken() + MAILS;
        long start = System.nanoTime();
        events.publish(MAILS);
        published += MAILS;
        awaitTaken(sink, wanted);
        return MAILS / ((System.nanoTime() - start) / 1e9);
    }

    private static byte[] ready() throws IOException {
        ByteArrayOutputStream ready = new ByteArrayOutputStream();
        ready.write(sink.last());
        ready.write(".\r\n".getBytes(StandardCharsets.US_ASCII));
        System.out.println("The message has " + ready.size() + " bytes.");
        return ready.toByteArray();
    }

    /** What the last collection left, in MB. */
    private static long heap() throws IOException {
        Matcher collections = Pattern.compile("->(\\d+)M\\(").matcher(Files.readString(GC));
        long last = 0;
        while (collections.find()) {
            last = Long.parseLong(collections.group(1));
        }
        return last;
    }

    /** @throws IllegalStateException when the service has ended, or nothing has come for a minute */
    private static void awaitTaken(MailSink sink, long wanted) {
        long seen = -1;
        long since = System.nanoTime();
        while (sink.taken() < wanted) {
            if (sink.taken() != seen) {
                seen = sink.taken();
                since = System.nanoTime();
            }
            if (!service.isAlive() || System.nanoTime() - since > 60_000_000_000L) {
                throw new IllegalStateException("%d mails of %d have come, and no more".formatted(seen, wanted));
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        if (events != null) {
            events.close();
        }
        if (sink != null) {
            sink.close();
        }
        if (bed != null) {
            bed.close();
        }
    }
}
