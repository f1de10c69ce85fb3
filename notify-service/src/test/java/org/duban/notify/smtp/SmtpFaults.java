package org.duban.notify.smtp;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.duban.notify.MachineClock;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.World;
import org.duban.stack.bench.Results;
import org.duban.stack.fault.FaultySmtpServer;
import org.duban.stack.fault.SmtpFault;
import org.duban.stack.fault.SmtpFault.Truth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault of a mail server {@code -Dfaults.runs} times, 23 unless told: all of the way from the event to the mail, through
 * Kafka and the ledger, until it has arrived or is known to be refused. F6 and F7 of the fault matrix, F8 at the end.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(SmtpFaults.AtFaultyServer.class)
class SmtpFaults {

    private static final int RUNS = Integer.getInteger("faults.runs", 23);
    private static FaultySmtpServer server;

    public static class AtFaultyServer implements QuarkusTestProfile {
        private static final String PORT = "test.faulty-smtp";

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "duban.smtp.port", String.valueOf(port()),
                    "duban.smtp.reply-timeout", "200ms",
                    "duban.smtp.take-timeout", "250ms",
                    "duban.smtp.send-timeout", "600ms");
        }

        /** It is asked for by two class loaders. */
        static int port() {
            if (System.getProperty(PORT) == null) {
                try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    System.setProperty(PORT, String.valueOf(free.getLocalPort()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return Integer.getInteger(PORT);
        }
    }

    @Inject
    Mailroom mailroom;

    @Inject
    DataSource database;

    @BeforeAll
    static void start() {
        server = new FaultySmtpServer(AtFaultyServer.port(), null, false);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    // These need TLS or a login: SmtpTransportTest has them.
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = {"STARTTLS_.*", "AUTH_.*"})
    void nothingIsLostAndNothingIsRepeatedUnseen(SmtpFault fault) throws SQLException {
        World.now("2023-07-19T00:30:00Z");
        mailroom.work();
        int before = server.accepted().size();
        int seen = server.seen(fault);
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            World world = new World();
            world.publishExamples("unit-contacts", "deadline-opened");
            mailroom.awaitStored();
            addresses.add(world.liaison());
            // What a kept connection would never meet, or would meet at no cost, meets a fresh one.
            if (fault.truth() != Truth.TAKEN || fault.needsFreshConnection()) {
                server.hangUp();
            }
            server.arm(fault, 1);
            mailroom.sendAll();
            MachineClock.forward(Duration.ofSeconds(61));
            mailroom.sendAll();
        }
        Books books = books(addresses);
        List<String> accepted = server.accepted().subList(before, server.accepted().size());
        int duplicates = accepted.size() - new HashSet<>(accepted.stream().map(SmtpFaults::messageId).toList()).size();
        int lost = RUNS - books.settled;
        report(fault.name(), RUNS, lost, duplicates, books.ambiguous, server.seen(fault) - seen);

        assertThat("each has struck", server.seen(fault) - seen, equalTo(RUNS));
        assertThat(lost, equalTo(0));
        assertThat(duplicates, lessThanOrEqualTo(books.ambiguous));
        assertThat(books.ambiguous, equalTo(fault.truth() == Truth.PERHAPS ? RUNS : 0));
        assertThat(duplicates, equalTo(fault.truth() == Truth.PERHAPS && fault.stores() ? RUNS : 0));
        assertThat(books.refused, equalTo(fault.truth() == Truth.REFUSED ? RUNS : 0));
    }

    /** With the times that the service is delivered with. */
    @Test
    void halfAMinuteAfterThirtySilentConnectionsAMailGoes() throws InterruptedException {
        TestSettings.Smtp settings = new TestSettings.Smtp("127.0.0.1", server.port(), Optional.empty(), Optional.empty(),
                SmtpSettings.Tls.NONE, 4, 50, Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(20),
                Duration.ofSeconds(60), Duration.ofSeconds(80));
        SmtpTransport transport = new SmtpTransport(settings, TestSettings.mail("*"), false, new MachineClock());
        int before = server.seen(SmtpFault.BANNER_SILENT);
        server.hangUp();
        server.arm(SmtpFault.BANNER_SILENT, 30);
        List<Thread> senders = IntStream.range(0, 30)
                .mapToObj(i -> new Thread(() -> transport.send(SmtpTransportTest.mail("a@honghe.example"))))
                .toList();
        senders.forEach(Thread::start);
        await().until(() -> server.seen(SmtpFault.BANNER_SILENT) - before >= settings.connections());
        server.heal();
        long start = System.nanoTime();
        Outcome outcome = transport.send(SmtpTransportTest.mail("a@honghe.example"));
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        for (Thread each : senders) {
            each.join();
        }
        transport.close();
        report("30 sends to a silent server, seconds until the next " + seconds, 30, 0, 0, 0,
                server.seen(SmtpFault.BANNER_SILENT) - before);
        assertThat(outcome, equalTo(new Outcome.Delivered()));
        assertThat(seconds, lessThan(30L));
    }

    private static void report(String fault, int runs, int lost, int duplicates, int ambiguous, int seen) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("fault", "SMTP " + fault);
        row.put("runs", runs);
        row.put("lost", lost);
        row.put("duplicates", duplicates);
        row.put("ambiguous", ambiguous);
        row.put("seen", seen);
        Results.faults().add(row);
        System.out.printf("fault %-60s runs=%d lost=%d duplicates=%d ambiguous=%d seen=%d%n", row.values().toArray());
    }

    private static String messageId(String message) {
        return message.lines().filter(line -> line.startsWith("Message-ID:")).findFirst().orElseThrow();
    }

    /** What the ledger says of the messages to some addresses. */
    private record Books(int settled, int refused, int ambiguous) {}

    private Books books(List<String> addresses) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select count(distinct d.id) filter (where d.status in ('DELIVERED', 'PERMANENT_FAILURE')),
                               count(distinct d.id) filter (where d.status = 'PERMANENT_FAILURE' and d.reason <> ''),
                               count(*) filter (where a.outcome = 'AMBIGUOUS')
                        from delivery d join attempt a on a.delivery_id = d.id where d.address = any(?)""")) {
            select.setArray(1, connection.createArrayOf("text", addresses.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Books(row.getInt(1), row.getInt(2), row.getInt(3));
            }
        }
    }
}
