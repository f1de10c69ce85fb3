package org.duban.notify.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.lessThan;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.duban.notify.smtp.FaultySmtpServer.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The class of each failure, against a server that has it (R10). */
class VertxTransportTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String ADDRESS = "secret@honghe.example";

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({
        "SILENT_BANNER, true, ",
        "BUSY_BANNER, false, 421",
        "SENDER_550, false, 550",
        "RECIPIENT_450, false, 450 4.2.1",
        "BUSY_AFTER_DOT, false, 451",
        "DROP_AFTER_DOT, true, ",
        "SILENT_AFTER_DOT, true, "
    })
    void isTriedAgain(Fault fault, boolean ambiguous, String reason) throws IOException {
        try (FaultySmtpServer server = new FaultySmtpServer(fault)) {
            Outcome outcome = send(transport(server.port(), "*"), mail(ADDRESS));
            assertThat(outcome, instanceOf(Outcome.Retry.class));
            Outcome.Retry retry = (Outcome.Retry) outcome;
            assertThat(retry.ambiguous(), equalTo(ambiguous));
            assertThat(retry.reason(), containsString(reason == null ? "" : reason));
        }
    }

    @ParameterizedTest
    @CsvSource({"RECIPIENT_550, 550 5.1.1", "REFUSED_AFTER_DOT, 554 5.7.1"})
    void isRejectedWithoutTheServersWords(Fault fault, String reason) throws IOException {
        try (FaultySmtpServer server = new FaultySmtpServer(fault)) {
            Outcome outcome = send(transport(server.port(), "*"), mail(ADDRESS));
            assertThat(outcome, equalTo(new Outcome.Rejected("邮件服务器答复 SMTP " + reason)));
        }
    }

    @Test
    void aRefusedConnectionIsSurelyNotSent() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(send(transport(port, "*"), mail(ADDRESS)), equalTo(new Outcome.Retry("无法连接邮件服务器", false)));
    }

    @Test
    void silentConnectionsDoNotHoldThePoolForEver() throws IOException {
        try (FaultySmtpServer server = new FaultySmtpServer(Fault.SILENT_BANNER)) {
            VertxTransport transport = transport(server.port(), "*");
            IntStream.range(0, 10).parallel().forEach(i -> transport.send(mail(ADDRESS)));
            server.heal();
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < 3 && !outcomes.contains(new Outcome.Delivered()); i++) {
                outcomes.add(transport.send(mail(ADDRESS)));
            }
            transport.close();
            assertThat(outcomes.toString(), outcomes.contains(new Outcome.Delivered()), equalTo(true));
        }
    }

    @Test
    void whoIsNotOnTheListIsNeverWrittenTo() throws IOException {
        try (FaultySmtpServer server = new FaultySmtpServer(Fault.NONE)) {
            for (String nobody : List.of("", "@other.example", "x@honghe.example")) {
                assertThat(send(transport(server.port(), nobody), mail(ADDRESS)), instanceOf(Outcome.Rejected.class));
            }
            assertThat(server.accepted(), hasSize(0));
            assertThat(
                    send(transport(server.port(), "@honghe.example"), mail(ADDRESS)), equalTo(new Outcome.Delivered()));
            assertThat(
                    send(transport(server.port(), "SECRET@honghe.example"), mail(ADDRESS)),
                    equalTo(new Outcome.Delivered()));
        }
    }

    @ParameterizedTest
    @CsvSource({"'a@b,c@d'", "'<a@b>'", "'\"x\"@y'", "'a b@c'", "'a@b\r\nRCPT TO:<c@d>'", "a", "'a@[127.0.0.1]'", "''"})
    void whatIsNoAddressIsNeverWrittenTo(String address) throws IOException {
        try (FaultySmtpServer server = new FaultySmtpServer(Fault.NONE)) {
            assertThat(send(transport(server.port(), "*"), mail(address)), instanceOf(Outcome.Rejected.class));
            assertThat(server.accepted(), hasSize(0));
        }
    }

    @Test
    void aLineBreakInAHeaderIsNeverSent() throws IOException {
        try (FaultySmtpServer server = new FaultySmtpServer(Fault.NONE)) {
            for (String evil : List.of("a\r\nBcc: x@y", "a\nb", "a\rb", "a\0b")) {
                OutgoingMail mail = new OutgoingMail(
                        "<m@d>",
                        "<t@d>",
                        ADDRESS,
                        evil,
                        "s",
                        ZonedDateTime.parse("2023-07-19T08:00:00+08:00"),
                        "t",
                        "<p>t",
                        List.of());
                assertThat(send(transport(server.port(), "*"), mail), instanceOf(Outcome.Rejected.class));
            }
            assertThat(server.accepted(), hasSize(0));
        }
    }

    /** The client is known to miss greetings that come at once; each of these is a fresh connection. */
    @Test
    void anImmediateGreetingIsNotMissed() throws IOException {
        try (FaultySmtpServer server = new FaultySmtpServer(Fault.NONE)) {
            long missed = IntStream.range(0, 60)
                    .filter(i ->
                            !send(transport(server.port(), "*"), mail(ADDRESS)).equals(new Outcome.Delivered()))
                    .count();
            assertThat(missed, equalTo(0L));
        }
    }

    @Test
    void longChineseNamesAreEncodedInShortWords() {
        String value = HeaderValue.mailbox("州教育体育局校园安全工作领导小组办公室联络员督办工作专班", "a@b.example")
                .toString();
        for (String line : value.split("\r\n")) {
            assertThat(line.length(), lessThan(90));
        }
        StringBuilder decoded = new StringBuilder();
        for (String word : value.replaceAll(" <.*", "").split("\r\n ")) {
            assertThat(word.length(), lessThan(76));
            decoded.append(new String(
                    Base64.getDecoder().decode(word.substring(10, word.length() - 2)), StandardCharsets.UTF_8));
        }
        assertThat(decoded.toString(), equalTo("州教育体育局校园安全工作领导小组办公室联络员督办工作专班"));
    }

    private static Outcome send(VertxTransport transport, OutgoingMail mail) {
        try {
            return transport.send(mail);
        } finally {
            transport.close();
        }
    }

    private static OutgoingMail mail(String to) {
        return new OutgoingMail(
                "<m@d.example>",
                "<t@d.example>",
                to,
                "联络员",
                "【提醒】主题",
                ZonedDateTime.parse("2023-07-19T08:00:00+08:00"),
                "正文",
                "<p>正文</p>",
                List.of());
    }

    private static VertxTransport transport(int port, String allow) {
        return new VertxTransport(VERTX, smtp(port), sender(allow));
    }

    private static SmtpSettings smtp(int port) {
        return new SmtpSettings() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public Optional<String> user() {
                return Optional.empty();
            }

            @Override
            public Optional<String> password() {
                return Optional.empty();
            }

            @Override
            public Tls tls() {
                return Tls.NONE;
            }

            @Override
            public Duration connectTimeout() {
                return Duration.ofSeconds(2);
            }

            @Override
            public Duration idleTimeout() {
                return Duration.ofMillis(700);
            }

            @Override
            public Duration sendTimeout() {
                return Duration.ofMillis(1500);
            }
        };
    }

    private static SenderSettings sender(String allow) {
        return new SenderSettings() {
            @Override
            public String from() {
                return "duban@localhost.invalid";
            }

            @Override
            public String domain() {
                return "d.example";
            }

            @Override
            public Optional<List<String>> allow() {
                return allow.isEmpty() ? Optional.empty() : Optional.of(List.of(allow));
            }

            @Override
            public int senders() {
                return 2;
            }

            @Override
            public Duration lease() {
                return Duration.ofSeconds(90);
            }

            @Override
            public Duration poll() {
                return Duration.ofMillis(500);
            }
        };
    }
}
