package org.duban.notify.bounce;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.Ids;
import org.duban.notify.mail.Returns;
import org.duban.stack.mail.AcceptedMail;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports of delivery, sent to a real mailbox and read from there. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BouncesTest {

    private static final String OURS = "duban@duban.example";

    @Inject
    Mailroom mailroom;

    @Inject
    Returns returns;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "duban.smtp.port")
    int smtp;

    @ConfigProperty(name = "test.imap-port")
    int imap;

    private final World world = new World();
    private AcceptedMail chase;

    @BeforeEach
    void aChaseWasSent() throws Exception {
        World.now("2023-08-02T00:30:00Z");
        world.publishExamples("unit-contacts", "notice-mailbox", "rung-fired-chase");
        mailroom.work();
        chase = world.onlyMailTo(world.liaison());
    }

    @Test
    void aMailThatComesBackFlagsItsAddressAndTheBriefingSaysSo() throws Exception {
        report(Dsn.failed(world.liaison(), chase.messageId()));

        readAll();

        JsonPath mail = mail();
        assertThat(mail.getString("mail.status"), equalTo("PERMANENT_FAILURE"));
        assertThat(mail.getString("deliveries[0].status"), equalTo("PERMANENT_FAILURE"));
        assertThat(mail.getString("deliveries[0].attempts[0].outcome"), equalTo("DELIVERED"));
        assertThat(flags(), containsString("对方邮件系统退回：550 5.1.1 … The mailbox is not here"));
        assertThat(why().getList("sentences"), hasItem(containsString("对方邮件系统退回：550 5.1.1")));
        world.publishExamples("briefing-issued");
        mailroom.work();
        String briefing = world.text(world.onlyMailTo(world.mailbox()));
        assertThat(briefing, containsString(world.liaison()));
        assertThat(briefing, containsString("邮件未能送达：对方邮件系统退回：550 5.1.1 … The mailbox is not here"));
    }

    /** A relay takes everything, so its 250 for a later mail proves nothing. */
    @Test
    void thatAServerTakesTheNextMailDoesNotClearTheFlag() throws Exception {
        report(Dsn.failed(world.liaison(), chase.messageId()));
        readAll();

        resend();

        assertThat(mail().getString("mail.status"), equalTo("DELIVERED"));
        assertThat(flags(), containsString(world.liaison()));
    }

    @Test
    void theSecondReportOfAMessageAndOneOfAnEarlierRoundChangeNothing() throws Exception {
        report(Dsn.failed(world.liaison(), chase.messageId()));
        readAll();
        resend();
        report(Dsn.failed(world.liaison(), chase.messageId()));

        readAll();

        assertThat(mail().getString("mail.status"), equalTo("DELIVERED"));
    }

    @Test
    void whatIsStillTriedOrArrivedFlagsNothing() throws Exception {
        report(Dsn.of("delayed", "4.2.2", world.liaison(), chase.messageId()));
        report(Dsn.of("relayed", "2.0.0", world.liaison(), chase.messageId()));

        readAll();

        assertThat(mail().getString("mail.status"), equalTo("DELIVERED"));
        assertThat(flags(), not(containsString(world.liaison())));
    }

    @Test
    void forgedAndMalformedOnesAreCountedAndChangeNothing() throws Exception {
        double strange = count("strange");
        double malformed = count("malformed");
        report(Dsn.failed(world.liaison(), "<" + world.id("77") + "@duban.example>"));
        report(Dsn.failed(world.liaison(), chase.messageId()).type("multipart/report; report-type=delivery-status; boundary=other"));
        report(Dsn.failed(world.liaison(), chase.messageId()).type("multipart/mixed; boundary=\"b/1\""));
        report(Dsn.failed(world.leader(), chase.messageId()).recipients("""
                Final-Recipient: rfc822; %s
                Action: failed

                Final-Recipient: rfc822; somebody@elsewhere.example
                Action: failed
                """.formatted(world.leader())));

        readAll();

        assertThat(count("strange"), equalTo(strange + 2));
        assertThat(count("malformed"), equalTo(malformed + 1));
        assertThat(mail().getString("mail.status"), equalTo("DELIVERED"));
        assertThat(flags(), not(containsString(world.liaison())));
        assertThat(flags(), not(containsString(world.leader())));
    }

    @Test
    void whileTheServerIsAwayOrSilentNothingIsPassedOver() throws Exception {
        report(Dsn.failed(world.liaison(), chase.messageId()));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long begun = System.nanoTime();
            assertThrows(MessagingException.class, bounces(silent.getLocalPort())::tick);
            assertThat(Duration.ofNanos(System.nanoTime() - begun), lessThan(Duration.ofSeconds(10)));
            silent.close();
            assertThrows(MessagingException.class, bounces(silent.getLocalPort())::tick);
        }

        readAll();

        assertThat(flags(), containsString(world.liaison()));
    }

    /** Its numbers begin anew when a mailbox was restored, and what was read before is known. */
    @Test
    void aMailboxOfAnotherValidityIsReadFromItsBeginning() throws Exception {
        report(Dsn.failed(world.liaison(), chase.messageId()));
        readAll();
        double repeated = count("repeated");
        QuarkusTransaction.requiringNew().run(() -> MailboxPlace.update("validity = validity + 1, uid = 1000000"));

        readAll();

        assertThat(count("repeated"), greaterThan(repeated));
    }

    private Bounces bounces(int port) {
        ImapSettings settings = new LocalImap(port, OURS);
        return new Bounces(settings, new Mailbox(settings), returns, meters);
    }

    private void readAll() throws MessagingException, IOException {
        Bounces bounces = bounces(imap);
        while (bounces.tick()) {
            // Until nothing is left.
        }
    }

    private void report(Dsn dsn) throws MessagingException {
        Properties properties = new Properties();
        properties.putAll(Map.of("mail.smtp.host", "127.0.0.1", "mail.smtp.port", Integer.toString(smtp)));
        Session session = Session.getInstance(properties);
        SMTPMessage message = new SMTPMessage(session, new ByteArrayInputStream(dsn.raw()));
        message.setEnvelopeFrom("mailer-daemon@relay.example");
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            // As it is: the static send would write it anew.
            transport.sendMessage(message, InternetAddress.parse(OURS));
        }
    }

    private double count(String verdict) {
        return meters.counter("duban.bounce.reports", "verdict", verdict).count();
    }

    private String flags() {
        return office().queryParam("limit", 200).get("/api/v1/flagged-addresses").then().statusCode(200).extract().asString();
    }

    private JsonPath mail() {
        return office().get("/api/v1/mails/" + id()).then().statusCode(200).extract().jsonPath();
    }

    private JsonPath why() {
        return office().get("/api/v1/mails/" + id() + "/why").then().statusCode(200).extract().jsonPath();
    }

    private void resend() {
        office().contentType("application/json").body("{\"reason\":\"test\"}").post("/api/v1/mails/" + id() + "/resend")
                .then().statusCode(202);
        mailroom.sendAll();
    }

    private String id() {
        return Ids.mail("reminder/" + world.notice() + "/" + world.unit() + "/2023-08-02", Audience.UNIT).toString();
    }

    private static RequestSpecification office() {
        return given().auth().oauth2(Tokens.of("office", null));
    }
}
