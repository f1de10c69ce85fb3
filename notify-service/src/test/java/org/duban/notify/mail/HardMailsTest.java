package org.duban.notify.mail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.duban.notify.MachineClock;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.World;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.ScriptedTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One mail, or one address, that is hard to serve holds up no other. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HardMailsTest {

    private static final Outcome DOWN = new Outcome.Retry("无法连接邮件服务器", false);

    @Inject
    Mailroom mailroom;

    @Inject
    Ledger ledger;

    @Inject
    Returns returns;

    @Inject
    ScriptedTransport transport;

    @Inject
    DataSource dataSource;

    private final World world = new World();

    @BeforeEach
    void nothingIsLeftOver() {
        World.now("2023-08-02T00:30:00Z");
        mailroom.work();
    }

    @AfterEach
    void theServerIsQuickAgain() {
        transport.takes(Duration.ZERO);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private ObjectNode saying(World world, String text) {
        return world.example("deadline-opened", event -> ((ObjectNode) event.at("/data/assignments/0")).put("text", text));
    }

    private Mail dispatch() {
        return QuarkusTransaction.requiringNew()
                .call(() -> Mail.findById(Ids.mail("dispatch/" + world.notice() + "/" + world.unit(), Audience.UNIT)));
    }

    private List<Delivery.Status> deliveries() {
        return QuarkusTransaction.requiringNew()
                .call(() -> Delivery.of(dispatch().id).stream().map(delivery -> delivery.status).toList());
    }

    @Test
    void aTextThatPostgresCannotHoldIsSentWithoutWhatItCannotHold() {
        world.publish(world.example("unit-contacts"), saying(world, "开展\u0000排查。"));
        mailroom.work();
        assertThat(world.text(world.onlyMailTo(world.liaison())), containsString("开展\ufffd排查。"));
    }

    @Test
    void aMailThatTheDatabaseDoesNotTakeIsPutOffAndTheOthersGo() throws SQLException {
        World other = new World();
        sql("alter table mail add constraint hard check (text not like '%不予保存%')");
        try {
            world.publish(world.example("unit-contacts"), saying(world, "不予保存。"));
            other.publish(other.example("unit-contacts"), saying(other, "开展排查。"));
            mailroom.work();
        } finally {
            sql("alter table mail drop constraint hard");
        }
        assertThat(other.inboxOf(other.liaison()), hasSize(1));
        assertThat(dispatch().status, equalTo(MailStatus.TEMPORARY_FAILURE));
        assertThat(dispatch().statusReason, containsString("邮件内容无法生成"));

        MachineClock.forward(Duration.ofSeconds(61));
        mailroom.sendAll();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
    }

    @Test
    void anAddressThatWasForgottenAndIsGivenAnewStillGetsTheMail() throws NoSuchAlgorithmException {
        transport.next(world.liaison(), DOWN);
        world.publishExamples("unit-contacts", "deadline-opened");
        mailroom.work();
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(World.bytes(world.liaison())));
        world.publish(
                world.example("unit-contacts", event -> {
                    ((ArrayNode) event.at("/data/contacts")).remove(0);
                    ((ObjectNode) event.get("data")).put("forgotten", hash);
                }),
                world.example("unit-contacts"));
        mailroom.awaitStored();
        MachineClock.forward(Duration.ofSeconds(61));
        mailroom.sendAll();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        assertThat(dispatch().status, equalTo(MailStatus.DELIVERED));
    }

    @Test
    void theAddressesOfAMailFollowEachOtherThoughTheServerIsSlow() {
        transport.takes(Duration.ofMillis(300));
        List<String> all = contacts(3);
        world.publishExamples("deadline-opened");
        mailroom.work();
        all.forEach(address -> assertThat(address, world.inboxOf(address), hasSize(1)));
        assertThat(dispatch().status, equalTo(MailStatus.DELIVERED));
        assertThat(dispatch().tries, equalTo(1));
    }

    @Test
    void anAddressThatFailsSlowlyKeepsNoOtherFromItsTurn() {
        transport.takes(Duration.ofSeconds(20));
        List<String> all = contacts(2);
        transport.next(all.get(0), DOWN);
        transport.next(all.get(0), DOWN);
        world.publishExamples("deadline-opened");
        mailroom.work();
        MachineClock.forward(Duration.ofSeconds(61));
        mailroom.sendAll();
        assertThat(world.inboxOf(all.get(0)), empty());
        assertThat(world.inboxOf(all.get(1)), hasSize(1));
    }

    /** @return the liaisons' addresses, in their order */
    private List<String> contacts(int liaisons) {
        world.publish(world.example("unit-contacts", event -> {
            ArrayNode contacts = (ArrayNode) event.at("/data/contacts");
            for (int i = 1; i < liaisons; i++) {
                contacts.add(((ObjectNode) contacts.get(0).deepCopy()).put("email", "z" + i + "." + world.liaison()));
            }
        }));
        return List.of(world.liaison(), "z1." + world.liaison(), "z2." + world.liaison()).subList(0, liaisons);
    }

    @Test
    void whatCameBackBeforeItWasRecordedStaysReturned() {
        world.publishExamples("unit-contacts", "deadline-opened");
        mailroom.awaitStored();
        Ledger.Turn turn = ledger.claim(1).turns().get(0);
        returns.keep(turn.message().messageId(), "550 5.1.1 unknown");
        ledger.record(List.of(new Ledger.Done(turn, new Outcome.Delivered())));
        assertThat(deliveries(), equalTo(List.of(Delivery.Status.PERMANENT_FAILURE)));
        assertThat(dispatch().status, equalTo(MailStatus.PERMANENT_FAILURE));
        assertThat(dispatch().statusReason, containsString("对方邮件系统退回"));
    }

    @Test
    void whetherAnAddressHasComeIsLookedAtNowAndThen() throws SQLException {
        world.publishExamples("deadline-opened");
        mailroom.work();
        MachineClock.forward(Duration.ofSeconds(11));
        mailroom.sendAll();
        sql("insert into contact values ('%s', 'LIAISON', '%s', '州卫生健康委', null, 0)".formatted(world.unit(), world.liaison()));
        mailroom.sendAll();
        assertThat("not at each idle moment", dispatch().status, equalTo(MailStatus.WAITING_FOR_ADDRESS));
        MachineClock.forward(Duration.ofSeconds(11));
        mailroom.sendAll();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
    }
}
