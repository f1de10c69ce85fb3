package org.duban.notify.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.duban.stack.fault.FaultySmtpServer;
import org.duban.stack.fault.SmtpFault;
import org.duban.stack.fault.SmtpFault.Truth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of each way in which a server may fail (R10), and that none of them holds up the next mail. */
class SmtpTransportTest {

    private static final String ADDRESS = "secret@honghe.example";

    private final FaultySmtpServer server = new FaultySmtpServer();
    private SmtpTransport transport = transport(TestSettings.smtp(server.port()), "*");

    @AfterEach
    void end() {
        transport.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void isToldForWhatItIs(SmtpFault fault) {
        // Given a server that fails so once
        SmtpSettings.Tls tls = fault.concernsTls() ? SmtpSettings.Tls.STARTTLS : SmtpSettings.Tls.NONE;
        use(fault.truth() == Truth.TAKEN
                ? TestSettings.patient(server.port(), 50)
                : TestSettings.smtp(server.port(), tls, fault.concernsLogin() ? "duban" : null, 4, 50));
        server.arm(fault, 1);

        // When it is sent to
        Outcome outcome = transport.send(mail(ADDRESS));

        // Then it is known what is known, and what came of it where nothing is
        assertThat(server.seen(fault), equalTo(1));
        assertThat(outcome.toString(), truth(outcome), equalTo(fault.truth()));
        assertThat(server.accepted(), hasSize(fault.stores() ? 1 : 0));
        assertThat("its words without the address, which they may quote", outcome.toString(), not(containsString("secret")));
        if (tls == SmtpSettings.Tls.NONE && !fault.concernsLogin()) {
            assertThat("the next mail goes", transport.send(mail(ADDRESS)), equalTo(new Outcome.Delivered()));
        }
    }

    private static Truth truth(Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            return Truth.TAKEN;
        }
        if (outcome instanceof Outcome.Retry retry) {
            return retry.ambiguous() ? Truth.PERHAPS : Truth.NOT_TAKEN;
        }
        return Truth.REFUSED;
    }

    @ParameterizedTest
    @CsvSource({
        "BANNER_BUSY, 邮件服务器答复 SMTP 421 4.3.2",
        "AUTH_REFUSED, 邮件服务器答复 SMTP 535 5.7.8",
        "GREYLISTED, 邮件服务器答复 SMTP 450 4.2.0",
        "RECIPIENT_UNKNOWN, 邮件服务器答复 SMTP 550 5.1.1 no such user here: …",
        "DOT_TOO_LARGE, 邮件服务器答复 SMTP 552 5.3.4",
        "DOT_SILENT, 对方服务器未在时限内应答",
        "BANNER_DRIPS, 对方服务器未在时限内应答",
        "DOT_DROPPED, 连接中断",
        "EHLO_DROPPED, 无法与邮件服务器建立会话"
    })
    void saysWhy(SmtpFault fault, String reason) {
        use(TestSettings.smtp(server.port(), SmtpSettings.Tls.NONE, fault.concernsLogin() ? "duban" : null, 4, 50));
        server.arm(fault, 1);
        assertThat(transport.send(mail(ADDRESS)).toString(), containsString(reason));
    }

    @Test
    void aRefusedConnectionIsSurelyNotSent() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            use(TestSettings.smtp(free.getLocalPort()));
        }
        assertThat(transport.send(mail(ADDRESS)), equalTo(new Outcome.Retry("无法连接邮件服务器", false, true)));
    }

    /** A quick server's greeting, each on a connection of its own: the client of Quarkus Mailer was known to miss some. */
    @Test
    void noneOfFiveHundredImmediateGreetingsIsMissed() {
        use(TestSettings.patient(server.port(), 1));
        long missed = IntStream.range(0, 500).filter(i -> !(transport.send(mail(ADDRESS)) instanceof Outcome.Delivered)).count();
        assertThat(missed, equalTo(0L));
        assertThat(server.connections(), equalTo(500));
    }

    /** The client of Quarkus Mailer was wedged for ever by four connections of the kind that drips. */
    @ParameterizedTest
    @EnumSource(names = {"BANNER_SILENT", "DOT_SILENT", "BANNER_DRIPS", "STORED_THEN_DRIPS"})
    void afterThirtyConnectionsThatHangTheHealthyServerIsServed(SmtpFault fault) throws InterruptedException {
        use(TestSettings.smtp(server.port(), SmtpSettings.Tls.NONE, null, 30, 50));
        server.arm(fault, 30);
        List<Thread> hanging = IntStream.range(0, 30).mapToObj(i -> new Thread(() -> transport.send(mail(ADDRESS)))).toList();
        hanging.forEach(Thread::start);
        for (Thread each : hanging) {
            each.join();
        }
        assertThat(server.seen(fault), equalTo(30));
        long start = System.nanoTime();
        assertThat(transport.send(mail(ADDRESS)), equalTo(new Outcome.Delivered()));
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), lessThan(1200L));
    }

    @Test
    void aConnectionIsKeptForTheNextMailsAndClosedAfterSoMany() {
        use(TestSettings.patient(server.port(), 10));
        IntStream.range(0, 25).forEach(i -> transport.send(mail(ADDRESS)));
        assertThat(server.accepted(), hasSize(25));
        assertThat(server.connections(), equalTo(3));
    }

    @ParameterizedTest
    @EnumSource(names = {"KEPT_THEN_DROPPED", "KEPT_THEN_RESET", "QUOTA_OF_CONNECTION", "SENDER_DROPPED"})
    void aKeptConnectionThatTheServerHasEndedCostsNothing(SmtpFault fault) {
        use(TestSettings.patient(server.port(), 50));
        transport.send(mail(ADDRESS));
        server.arm(fault, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(transport.send(mail(ADDRESS)), equalTo(new Outcome.Delivered()));
        }
        assertThat(server.accepted(), hasSize(4));
        assertThat(server.connections(), equalTo(2));
    }

    /** A certificate that nobody vouches for is that of anybody. */
    @Test
    void aServerWhoseCertificateIsNotTrustedGetsNothing(@TempDir Path directory) throws Exception {
        try (FaultySmtpServer stranger = new FaultySmtpServer(0, selfSigned(directory.resolve("keys.p12"), "127.0.0.1"), false)) {
            use(TestSettings.smtp(stranger.port(), SmtpSettings.Tls.STARTTLS, "duban", 4, 50));
            getsNothing(stranger);
        }
    }

    private void getsNothing(FaultySmtpServer stranger) {
        Outcome outcome = transport.send(mail(ADDRESS));
        assertThat(outcome.toString(), truth(outcome), equalTo(Truth.NOT_TAKEN));
        assertThat(outcome.toString(), containsString("SSL"));
        assertThat(stranger.accepted(), hasSize(0));
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void whomJavaTrustsGetsMails(SmtpSettings.Tls tls, @TempDir Path directory) throws Exception {
        Path keys = directory.resolve("keys.p12");
        try (FaultySmtpServer trusted = new FaultySmtpServer(0, selfSigned(keys, "127.0.0.1"), tls == SmtpSettings.Tls.TLS)) {
            // Silence has an end as in clear
            trusted.arm(SmtpFault.DOT_SILENT, 1);
            assertThat(sentByAnother(keys, trusted.port(), tls),
                    equalTo("[Retry[reason=对方服务器未在时限内应答, ambiguous=true, ofTheServer=true], Delivered[], Delivered[]]"));
            assertThat(trusted.accepted(), hasSize(2));
            assertThat(trusted.connections(), equalTo(2));
        }
    }

    /** Java trusts its certificate, but that is another host's. */
    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void aServerUnderAnothersNameGetsNothing(SmtpSettings.Tls tls, @TempDir Path directory) throws Exception {
        Path keys = directory.resolve("keys.p12");
        try (FaultySmtpServer stranger = new FaultySmtpServer(0, selfSigned(keys, "127.0.0.2"), tls == SmtpSettings.Tls.TLS)) {
            assertThat(sentByAnother(keys, stranger.port(), tls), not(containsString("Delivered")));
            assertThat(stranger.accepted(), hasSize(0));
        }
    }

    /** Whom Java trusts is settled when it starts: by a process of its own, as an office would have it trust an authority of its net. */
    private static String sentByAnother(Path trusted, int port, SmtpSettings.Tls tls) throws Exception {
        Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=changeit", "-Dstdout.encoding=UTF-8",
                        "-cp", System.getProperty("java.class.path"), ThreeMails.class.getName(), Integer.toString(port), tls.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String told = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(java.waitFor(), equalTo(0));
        return told;
    }

    /** Sends them and tells what came of each. */
    static final class ThreeMails {
        public static void main(String[] arguments) {
            Duration longEnough = Duration.ofSeconds(20);
            SmtpTransport transport = transport(new TestSettings.Smtp("127.0.0.1", Integer.parseInt(arguments[0]), Optional.of("duban"),
                    Optional.of("password"), SmtpSettings.Tls.valueOf(arguments[1]), 4, 50, longEnough, longEnough, longEnough,
                    Duration.ofSeconds(1), longEnough), "*");
            List<Outcome> outcomes = Stream.generate(() -> transport.send(mail(ADDRESS))).limit(3).toList();
            transport.close();
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println(outcomes);
        }
    }

    private static SSLContext selfSigned(Path keys, String address) throws Exception {
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                        "-keyalg", "EC", "-alias", "smtp", "-dname", "CN=" + address, "-ext", "SAN=IP:" + address, "-storetype", "PKCS12",
                        "-keystore", keys.toString(), "-storepass", "changeit")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(), equalTo(0));
        KeyStore store = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void aServerThatFailsAgainAndAgainIsLetAlone() {
        server.arm(SmtpFault.BANNER_BUSY, 100);
        assertThat(transport.rests(), is(false));
        for (int i = 0; i < 5; i++) {
            transport.send(mail(ADDRESS));
        }
        assertThat(transport.rests(), is(true));
        server.heal();
        transport.send(mail(ADDRESS));
        assertThat("it works again", transport.rests(), is(false));
    }

    @Test
    void aRefusedAddressSaysNothingOfTheServer() {
        server.arm(SmtpFault.RECIPIENT_UNKNOWN, 10);
        server.arm(SmtpFault.GREYLISTED, 10);
        for (int i = 0; i < 20; i++) {
            transport.send(mail(ADDRESS));
        }
        assertThat(transport.rests(), is(false));
    }

    @Test
    void whoIsNotOnTheListIsNeverWrittenTo() {
        for (String nobody : List.of("", "@other.example", "x@honghe.example")) {
            use(TestSettings.smtp(server.port()), nobody);
            assertThat(transport.send(mail(ADDRESS)), instanceOf(Outcome.Rejected.class));
        }
        assertThat(server.accepted(), hasSize(0));
        for (String somebody : List.of("@honghe.example", "SECRET@honghe.example")) {
            use(TestSettings.smtp(server.port()), somebody);
            assertThat(transport.send(mail(ADDRESS)), equalTo(new Outcome.Delivered()));
        }
    }

    @ParameterizedTest
    @CsvSource({"'a@b,c@d'", "'<a@b>'", "'\"x\"@y'", "'a b@c'", "'a@b\r\nRCPT TO:<c@d>'", "a", "'a@[127.0.0.1]'", "''"})
    void whatIsNoAddressIsNeverWrittenTo(String address) {
        assertThat(transport.send(mail(address)), instanceOf(Outcome.Rejected.class));
        assertThat(server.accepted(), hasSize(0));
    }

    @Test
    void aLineBreakInAHeaderIsNeverSent() {
        for (String evil : List.of("a\r\nBcc: x@y", "a\nb", "a\rb", "a\0b")) {
            OutgoingMail mail = new OutgoingMail(
                    "<m@d>", "<t@d>", ADDRESS, evil, "s", ZonedDateTime.parse("2023-07-19T08:00:00+08:00"), "t", "<p>t",
                    List.of());
            assertThat(transport.send(mail), instanceOf(Outcome.Rejected.class));
        }
        assertThat(server.accepted(), hasSize(0));
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

    private void use(SmtpSettings settings) {
        use(settings, "*");
    }

    private void use(SmtpSettings settings, String allow) {
        transport.close();
        transport = transport(settings, allow);
    }

    private static SmtpTransport transport(SmtpSettings settings, String allow) {
        return new SmtpTransport(settings, TestSettings.mail(allow), false, Clock.systemUTC());
    }

    static OutgoingMail mail(String to) {
        return new OutgoingMail(
                "<m@d.example>",
                "<t@d.example>",
                to,
                "联络员",
                "【提醒】主题",
                ZonedDateTime.parse("2023-07-19T08:00:00+08:00"),
                "正文\r\n.\r\n.点",
                "<p>正文</p>",
                List.of());
    }
}
