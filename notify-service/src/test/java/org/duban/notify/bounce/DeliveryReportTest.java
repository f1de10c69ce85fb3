package org.duban.notify.bounce;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.duban.notify.bounce.DeliveryReport.Action;
import org.duban.notify.bounce.DeliveryReport.Malformed;
import org.duban.notify.bounce.DeliveryReport.Recipient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of a report of delivery, whoever wrote it. */
class DeliveryReportTest {

    private static final String ID = "<1c0e7a52-0d1c-5b53-9f0e-0b7a3a2a9c11@duban.example>";
    private static final String ADDRESS = "a@honghe.example";

    @Test
    void theMessageTheAddressAndTheServersWords() throws Malformed {
        DeliveryReport report = DeliveryReport.read(Dsn.failed("A@honghe.example", ID).raw());

        Recipient about = report.about(ADDRESS).orElseThrow();
        assertThat(report.messageId(), equalTo(ID));
        assertThat(about.action(), equalTo(Action.FAILED));
        assertThat(about.reason(), equalTo("550 5.1.1 <A@honghe.example>: The mailbox is not\there"));
    }

    @ParameterizedTest
    @CsvSource({
        "message/delivery-status, message/rfc822",
        "message/delivery-status, text/rfc822-headers",
        "message/delivery-status; charset=us-ascii, Text/RFC822-Headers; charset=utf-8",
        "message/global-delivery-status, message/global",
        "message/global-delivery-status, message/global-headers"
    })
    void inEveryFormThatTheStandardsHave(String status, String returned) throws Malformed {
        Dsn dsn = Dsn.failed(ADDRESS, ID).statusType(status).returnedType(returned);

        assertThat(DeliveryReport.read(dsn.raw()).about(ADDRESS).orElseThrow().action(), equalTo(Action.FAILED));
    }

    @ParameterizedTest
    @CsvSource({
        "failed, FAILED", "FAILED (permanently), FAILED", "delayed, DELAYED", "delivered, DELIVERED", "relayed, RELAYED",
        "expanded, EXPANDED"
    })
    void whatBecameOfIt(String word, Action action) throws Malformed {
        DeliveryReport report = DeliveryReport.read(Dsn.of(word, "4.4.7", ADDRESS, ID).raw());

        assertThat(report.about(ADDRESS).orElseThrow().action(), equalTo(action));
    }

    @Test
    void theStatusIsSaidWhereTheServerSaidNothing() throws Malformed {
        Dsn dsn = Dsn.failed(ADDRESS, ID).recipients("Final-Recipient: rfc822; " + ADDRESS + "\nAction: failed\nStatus: 5.4.4\n");

        assertThat(DeliveryReport.read(dsn.raw()).about(ADDRESS).orElseThrow().reason(), equalTo("5.4.4"));
    }

    @Test
    void ofSeveralRecipientsOnlyTheOneThatIsMeant() throws Malformed {
        Dsn dsn = Dsn.failed(ADDRESS, ID).recipients("""
                Final-Recipient: rfc822; b@elsewhere.example
                Action: failed
                Status: 5.1.1

                Original-Recipient: rfc822; a@honghe.example
                Final-Recipient: rfc822; c@elsewhere.example
                Action: delayed
                Status: 4.2.2
                """);

        DeliveryReport report = DeliveryReport.read(dsn.raw());
        assertThat(report.about(ADDRESS).orElseThrow().action(), equalTo(Action.DELAYED));
        assertThat(report.about("d@honghe.example"), equalTo(Optional.empty()));
    }

    @Test
    void mailThatIsForwardedComesBackFromElsewhere() throws Malformed {
        DeliveryReport report = DeliveryReport.read(Dsn.failed("b@elsewhere.example", ID).raw());

        assertThat(report.about(ADDRESS).orElseThrow().action(), equalTo(Action.FAILED));
    }

    @Test
    void aLongOneIsCutAndStillUnderstood() throws Malformed {
        byte[] whole = (Dsn.failed(ADDRESS, ID).text().replace("The text of the mail.", "x".repeat(200_000)))
                .getBytes(StandardCharsets.UTF_8);

        DeliveryReport report = DeliveryReport.read(Arrays.copyOf(whole, Mailbox.LONGEST));
        assertThat(report.messageId(), equalTo(ID));
    }

    static Stream<String> malformed() {
        Dsn good = Dsn.failed(ADDRESS, ID);
        String text = good.text();
        return Stream.of(
                "",
                "Content-Type: multipart/report; report-type=delivery-status",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=\"\"\r\n\r\n--\r\n",
                text.replace("message/delivery-status", "text/plain"),
                text.replace("boundary=\"b/1\"", "boundary=other"),
                text.replace("Action: failed", "Action: perhaps"),
                text.replace("Action: failed\r\n", ""),
                text.replace("Message-ID: " + ID, "Message-ID: none of ours"),
                text.replace("Message-ID: " + ID, "Message-ID: <a@b@c>"),
                text.replace("Message-ID: " + ID, "Message-ID: <a\u0000@b>"),
                text.replace("Message-ID: " + ID, "Subject: no id"),
                text.substring(0, text.indexOf("Action: failed")),
                text.substring(0, text.indexOf("Message-ID: ")),
                text.replace(" is not\there", " is not\there\u0000").replace("Action", "Act\u0000ion"));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String text) {
        assertThrows(Malformed.class, () -> DeliveryReport.read(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Whatever the bytes are: an answer or Malformed, and soon. */
    @Test
    void noneOfAThousandMangledOnesDoesHarm() {
        Random random = new Random(3464);
        byte[] good = Dsn.failed(ADDRESS, ID).raw();
        long begun = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            byte[] mangled = Arrays.copyOf(good, random.nextInt(good.length));
            for (int j = random.nextInt(20); j > 0 && mangled.length > 0; j--) {
                mangled[random.nextInt(mangled.length)] = (byte) random.nextInt(256);
            }
            readable(mangled);
        }
        for (String filler : new String[] {"\r\n", "\n", "--b/1\r\n", "a:\r\n\r\n", " \r\n", "Action: failed\r\n\r\n", "\0"}) {
            String bomb = filler.repeat(Mailbox.LONGEST / filler.length());
            readable(Dsn.failed(ADDRESS, ID).recipients(bomb).raw());
            readable((Dsn.failed(ADDRESS, ID).text().replace("For a reader without MIME.", bomb)).getBytes(StandardCharsets.UTF_8));
        }
        assertThat((System.nanoTime() - begun) / 1_000_000, lessThan(20_000L));
    }

    private static void readable(byte[] raw) {
        try {
            DeliveryReport.read(raw).about(ADDRESS);
        } catch (Malformed e) {
            // As good.
        }
    }

    @ParameterizedTest
    @CsvSource({
        "multipart/report; report-type=delivery-status; boundary=x, true",
        "'Multipart/Report; report-type=\"Delivery-Status\"', true",
        "multipart/report; report-type=disposition-notification, false",
        "multipart/report, false", "multipart/mixed, false", "text/plain, false", "/, false", "'', false"
    })
    void onlyReportsOfDeliveryAreLookedAt(String type, boolean likely) {
        assertThat(DeliveryReport.isLikely(new String[] {type}), equalTo(likely));
        assertThat(DeliveryReport.isLikely(null), equalTo(false));
    }
}
