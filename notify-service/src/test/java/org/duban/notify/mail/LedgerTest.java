package org.duban.notify.mail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.duban.notify.MachineClock;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.World;
import org.duban.notify.mail.Attempt.Result;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.ScriptedTransport;
import org.duban.stack.mail.AcceptedMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a mail between its event and its end. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class LedgerTest {

    private static final Outcome DOWN = new Outcome.Retry("无法连接邮件服务器", false);

    @Inject
    Mailroom mailroom;

    @Inject
    Ledger ledger;

    @Inject
    ScriptedTransport transport;

    private final World world = new World();

    @BeforeEach
    void nothingIsLeftOver() {
        World.now("2023-08-02T00:30:00Z");
        mailroom.work();
    }

    @Test
    void anEventThatComesTwiceLeadsToOneMail() {
        world.publishExamples("unit-contacts", "rung-fired-chase", "rung-fired-chase");
        mailroom.work();
        world.publishExamples("rung-fired-chase");
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        assertThat(world.inboxOf(world.leader()), hasSize(1));
    }

    @Test
    void aSecondRungOfTheDayJoinsTheMailAndMakesItStronger() {
        ObjectNode other = world.example("rung-fired-chase", event -> {
            ((ObjectNode) event).put("id", UUID.randomUUID().toString());
            ObjectNode data = (ObjectNode) event.get("data");
            ((ObjectNode) data.get("deadline"))
                    .put("id", world.id("d9").toString())
                    .put("due", "2023-08-07");
            data.put("workingDaysLeft", 3);
            ((ObjectNode) data.get("rung"))
                    .put("name", "T-3")
                    .put("stage", "REMINDER")
                    .put("copyLeader", false);
            ObjectNode assignment = (ObjectNode) data.get("assignments").get(0);
            assignment
                    .put("id", world.id("a9").toString())
                    .put("number", "4.1")
                    .put("label", "(四)-1")
                    .put("due", "2023-08-07");
            ((ArrayNode) data.get("assignments")).remove(1);
        });
        world.publish(other, world.example("rung-fired-chase"), world.example("unit-contacts"));
        mailroom.work();
        AcceptedMail mail = world.onlyMailTo(world.liaison());
        assertThat(mail.subject(), startsWith("【催办】已逾期1个工作日（8月1日截止）"));
        assertThat(
                world.text(mail),
                allOf(
                        containsString("下列1项工作应于2023年8月1日"),
                        containsString("另有1项时限不同"),
                        containsString("(四)-1　［黄灯］还有3个工作日"),
                        containsString("在截止前3个工作日（T-3）发送提醒"),
                        containsString("在逾期1个工作日（T+1）发送催办，抄送单位分管负责人")));
        assertThat("the leader is told of the chase only", reasons(Audience.LEADER), hasSize(1));
        assertThat(reasons(Audience.UNIT), hasSize(2));
    }

    @Test
    void aDispatchOfTwoDaysWaitsForBothAndListsBoth() {
        ObjectNode first = world.example("deadline-opened", event -> ((ObjectNode) event.get("data")).put("occasionEvents", 2));
        ObjectNode second = world.example("deadline-opened", event -> {
            ((ObjectNode) event).put("id", UUID.randomUUID().toString());
            ObjectNode data = (ObjectNode) event.get("data");
            data.put("occasionEvents", 2);
            ((ObjectNode) data.get("deadline")).put("id", world.id("d9").toString()).put("due", "2023-08-10");
            ((ObjectNode) data.get("assignments").get(0)).put("id", world.id("a9").toString()).put("label", "(三)-9")
                    .put("due", "2023-08-10");
            ((ArrayNode) data.get("assignments")).remove(1);
        });
        world.publish(world.example("unit-contacts"), first);
        mailroom.work();
        assertThat("it waits for the rest", world.inboxOf(world.liaison()), empty());

        world.publish(second);
        mailroom.work();
        assertThat(world.text(world.onlyMailTo(world.liaison())), allOf(containsString("(四)-4"), containsString("(三)-9")));
    }

    @Test
    void nothingOwedNothingSent() {
        world.publish(world.example("unit-contacts"), world.example("rung-fired-chase"));
        everythingIsCompleted();
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), empty());
        Mail mail = mail(Audience.UNIT);
        assertThat(mail.status, equalTo(MailStatus.DROPPED));
        assertThat(mail.statusReason, equalTo("发送时该时限已无待报送事项（单位在该通知中：待报送0项，待审核0项，已办结2项，已撤销0项）"));
    }

    @Test
    void nothingGoesOnceTheNoticeHasEnded() {
        world.publishExamples("rung-fired-chase", "notice-dispatched");
        mailroom.work();
        assertThat(mail(Audience.UNIT).status, equalTo(MailStatus.WAITING_FOR_ADDRESS));

        world.publishExamples("notice-ended");
        mailroom.work();
        world.publishExamples("unit-contacts", "notice-mailbox", "briefing-issued");
        mailroom.work();

        assertThat(world.inboxOf(world.liaison()), empty());
        assertThat(world.inboxOf(world.mailbox()), empty());
        Mail mail = mail(Audience.UNIT);
        assertThat(mail.status, equalTo(MailStatus.DROPPED));
        assertThat(mail.statusReason, equalTo("通知已办结，不再发送邮件"));
    }

    @Test
    void aRungOfADayThatWasPutOffIsNoReasonAnyMore() {
        world.publish(world.example("unit-contacts"), world.example("rung-fired-chase"));
        // Both assignments have moved to another deadline.
        world.publish(world.example("deadline-changed", event -> {
            ((ObjectNode) event.get("data").get("deadline")).put("version", 6);
            ((ArrayNode) event.get("data").get("assignments")).removeAll();
        }));
        world.publish(world.example("deadline-changed", event -> {
            event.put("id", UUID.randomUUID().toString()).put("time", "2023-08-02T00:30:01Z");
            ((ObjectNode) event.get("data").get("deadline"))
                    .put("id", world.id("d9").toString())
                    .put("due", "2023-08-20");
        }));
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), empty());
        assertThat(mail(Audience.UNIT).statusReason, containsString("该时限已无待报送事项"));
    }

    @Test
    void aDroppedMailIsLookedAtAgainWhenAFurtherReasonComes() {
        nothingOwedNothingSent();
        world.publish(world.example("rung-fired-chase", event -> {
            event.put("id", UUID.randomUUID().toString());
            ObjectNode data = (ObjectNode) event.get("data");
            ((ObjectNode) data.get("deadline")).put("id", world.id("d9").toString());
            ((ObjectNode) data.get("assignments").get(0))
                    .put("id", world.id("a9").toString());
        }));
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
    }

    @Test
    void aLowerVersionIsIgnored() {
        world.publishExamples("unit-contacts", "rung-fired-chase", "deadline-opened");
        mailroom.work();
        String chase = world.text(world.inboxOf(world.leader()).get(0));
        assertThat("the second assignment is submitted at version 5", chase, containsString("已报送、等待审核"));
        AcceptedMail dispatch = world.inboxOf(world.liaison()).stream()
                .filter(mail -> mail.subject().startsWith("【交办】"))
                .findFirst()
                .orElseThrow();
        assertThat("its mail goes all the same", world.text(dispatch), containsString("下列1项工作"));
    }

    @Test
    void aMailWaitsForItsAddress() {
        world.publishExamples("rung-fired-chase", "notice-mailbox", "briefing-issued");
        mailroom.work();
        assertThat(mail(Audience.UNIT).status, equalTo(MailStatus.WAITING_FOR_ADDRESS));
        assertThat(mail(Audience.UNIT).statusReason, equalTo("单位联络员没有可用的联系方式"));
        assertThat(
                world.text(world.onlyMailTo(world.mailbox())),
                allOf(
                        containsString("州卫生健康委 | 单位联络员 | 未登记联系方式，有1封邮件等待发送"),
                        containsString("州卫生健康委 | 单位分管负责人 | 未登记联系方式，有1封邮件等待发送")));

        world.publishExamples("unit-contacts");
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        assertThat(mail(Audience.UNIT).status, equalTo(MailStatus.DELIVERED));
    }

    @Test
    void aLeaderWhoReadsTheLiaisonsMailboxGetsNoSecondCopy() {
        world.publish(
                world.example("unit-contacts", event -> ((ObjectNode) event.at("/data/contacts/1")).put("email", world.liaison().toUpperCase())),
                world.example("rung-fired-chase"));
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        assertThat(mail(Audience.LEADER).status, equalTo(MailStatus.DROPPED));
        assertThat(mail(Audience.LEADER).statusReason, equalTo("分管负责人与联络员使用同一邮箱，已由发给联络员的邮件告知"));
    }

    @Test
    void ofThoseThatWaitedOnlyTheNewestGoes() {
        world.publishExamples("rung-fired-reminder", "rung-fired-chase");
        mailroom.work();
        world.publishExamples("unit-contacts");
        mailroom.work();
        assertThat(world.onlyMailTo(world.liaison()).subject(), startsWith("【催办】"));
        assertThat(mail(occasion("2023-07-27"), Audience.UNIT).statusReason, containsString("以较新的为准"));
    }

    /** F21 of the fault matrix. */
    @Test
    void afterADaysOutageAUnitGetsOneMailAndNotAllThatPiledUp() {
        for (int i = 0; i < 100; i++) {
            transport.next(world.liaison(), DOWN);
        }
        world.publish(world.example("unit-contacts"), world.example("rung-fired-reminder"));
        mailroom.work();
        world.publish(world.example(
                "rung-fired-chase",
                event -> ((ObjectNode) event.get("data").get("rung")).put("copyLeader", false)));
        for (int hour = 0; hour < 24; hour++) {
            mailroom.work();
            MachineClock.forward(Duration.ofHours(1));
        }
        assertThat(world.inboxOf(world.liaison()), empty());

        transport.heal(world.liaison());
        mailroom.work();
        assertThat(world.onlyMailTo(world.liaison()).subject(), startsWith("【催办】"));
        assertThat(mail(occasion("2023-07-27"), Audience.UNIT).status, equalTo(MailStatus.DROPPED));
        assertThat(mail(Audience.UNIT).status, equalTo(MailStatus.DELIVERED));
    }

    @Test
    void aCrashAfterTheServerTookItRepeatsTheSameMessage() {
        Ledger.Turn turn = claimed();
        assertThat(transport.send(turn.message()), equalTo(new Outcome.Delivered()));
        // The process dies here: nothing is recorded.
        mailroom.sendAll();
        assertThat("the lease holds", world.inboxOf(world.liaison()), hasSize(1));

        MachineClock.forward(Duration.ofSeconds(91));
        mailroom.sendAll();
        List<AcceptedMail> copies = world.inboxOf(world.liaison());
        assertThat(copies, hasSize(2));
        assertThat(copies.get(0).messageId(), equalTo(copies.get(1).messageId()));
        assertThat(results(), equalTo(List.of(Result.AMBIGUOUS, Result.DELIVERED)));
        assertThat(mail(Audience.UNIT).status, equalTo(MailStatus.DELIVERED));
    }

    @Test
    void aRestartedInstanceTakesItsOwnLeasesBackAtOnce() {
        claimed();
        ledger.giveBack();
        mailroom.sendAll();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        assertThat(results(), equalTo(List.of(Result.AMBIGUOUS, Result.DELIVERED)));
    }

    @Test
    void whoWasOvertakenRecordsNothing() {
        Ledger.Turn turn = claimed();
        MachineClock.forward(Duration.ofSeconds(91));
        mailroom.sendAll();
        ledger.record(List.of(new Ledger.Done(turn, DOWN)));
        assertThat(mail(Audience.UNIT).status, equalTo(MailStatus.DELIVERED));
    }

    @Test
    void temporaryFailuresAreTriedAgainWithBackoffForTwoDays() {
        for (int i = 0; i < 100; i++) {
            transport.next(world.liaison(), DOWN);
        }
        world.publishExamples("unit-contacts", "deadline-opened");
        mailroom.work();
        List<Long> waits = new ArrayList<>();
        while (mail(dispatch(), Audience.UNIT).status == MailStatus.TEMPORARY_FAILURE) {
            Mail mail = mail(dispatch(), Audience.UNIT);
            Duration wait = Duration.between(mail.firstTriedAt, mail.dueAt);
            waits.add(wait.toMinutes());
            MachineClock.forward(Duration.between(ledgerNow(), mail.dueAt).plusMillis(10));
            mailroom.sendAll();
        }
        assertThat(waits.subList(0, 7), equalTo(List.of(1L, 6L, 21L, 51L, 111L, 171L, 231L)));
        assertThat(waits.get(waits.size() - 1) / 60, equalTo(48L));
        assertThat(mail(dispatch(), Audience.UNIT).status, equalTo(MailStatus.PERMANENT_FAILURE));
        assertThat(mail(dispatch(), Audience.UNIT).statusReason, equalTo("无法连接邮件服务器，已连续尝试48小时"));
    }

    @Test
    void anAddressThatCameLaterHasTwoDaysOfItsOwn() {
        // Given a mail whose address cannot be reached, and another address of the unit after 47 hours
        String second = "second." + world.liaison();
        for (int i = 0; i < 9; i++) {
            transport.next(world.liaison(), DOWN);
            transport.next(second, DOWN);
        }
        world.publishExamples("unit-contacts", "deadline-opened");
        mailroom.work();
        MachineClock.forward(Duration.ofHours(47));
        world.publish(world.example("unit-contacts", event -> {
            event.put("id", UUID.randomUUID().toString());
            event.put("time", "2023-07-19T08:00:00Z");
            ArrayNode contacts = (ArrayNode) event.get("data").get("contacts");
            contacts.add(((ObjectNode) contacts.get(0).deepCopy()).put("email", second));
        }));
        mailroom.awaitStored();
        mailroom.sendAll();

        // When the first one's two days are over
        MachineClock.forward(Duration.ofHours(2));
        mailroom.sendAll();

        // Then it is given up, and the other goes on
        assertThat(mail(dispatch(), Audience.UNIT).status, equalTo(MailStatus.TEMPORARY_FAILURE));
        assertThat(deliveries(dispatch()), containsInAnyOrder(Delivery.Status.PERMANENT_FAILURE, Delivery.Status.TEMPORARY_FAILURE));
    }

    @Test
    void anAmbiguousTryIsCountedAndRepeated() {
        transport.next(world.liaison(), new Outcome.Retry("对方服务器未在时限内应答", true));
        world.publishExamples("unit-contacts", "deadline-opened");
        mailroom.work();
        MachineClock.forward(Duration.ofSeconds(61));
        mailroom.sendAll();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        assertThat(results(dispatch()), equalTo(List.of(Result.AMBIGUOUS, Result.DELIVERED)));
    }

    @Test
    void whatIsDroppedAfterAnAmbiguousTryMayHaveArrivedAndSaysSo() {
        transport.next(world.liaison(), new Outcome.Retry("对方服务器未在时限内应答", true));
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();
        everythingIsCompleted();
        MachineClock.forward(Duration.ofSeconds(61));
        mailroom.sendAll();
        assertThat(mail(Audience.UNIT).status, equalTo(MailStatus.DROPPED));
        assertThat(mail(Audience.UNIT).statusReason, containsString("可能已经送达"));
    }

    @Test
    void whatHasReachedOneOfTwoStaysDeliveredThoughTheOtherNeedsItNoMore() {
        String second = "second." + world.liaison();
        transport.next(second, DOWN);
        world.publish(
                world.example("unit-contacts", event -> {
                    ArrayNode contacts = (ArrayNode) event.get("data").get("contacts");
                    contacts.add(((ObjectNode) contacts.get(0).deepCopy()).put("email", second));
                }),
                world.example("rung-fired-chase"));
        mailroom.work();
        everythingIsCompleted();
        MachineClock.forward(Duration.ofSeconds(61));
        mailroom.sendAll();
        assertThat(mail(Audience.UNIT).status, equalTo(MailStatus.DELIVERED));
        assertThat(world.inboxOf(second), empty());
    }

    private void everythingIsCompleted() {
        world.publish(world.example("deadline-changed", event -> {
            event.put("sequence", "6");
            ((ObjectNode) event.get("data").get("deadline")).put("version", 6);
            event.get("data")
                    .get("assignments")
                    .forEach(assignment -> ((ObjectNode) assignment).put("status", "COMPLETED"));
        }));
        mailroom.awaitStored();
    }

    @Test
    void whatHasReachedOneOfTwoStaysDeliveredThoughTheOtherFailsFor48Hours() {
        String second = "second." + world.liaison();
        world.publish(
                world.example("unit-contacts", event -> {
                    ArrayNode contacts = (ArrayNode) event.get("data").get("contacts");
                    contacts.add(((ObjectNode) contacts.get(0).deepCopy()).put("email", second));
                }),
                world.example("deadline-opened"));
        mailroom.awaitStored();
        transport.next(second, DOWN);
        mailroom.sendAll();
        MachineClock.forward(Duration.ofHours(48));
        transport.next(second, DOWN);
        mailroom.sendAll();
        assertThat(mail(dispatch(), Audience.UNIT).status, equalTo(MailStatus.DELIVERED));
        assertThat(deliveries(dispatch()), equalTo(List.of(Delivery.Status.DELIVERED, Delivery.Status.PERMANENT_FAILURE)));
    }

    @Test
    void anAddressThatIsTakenAwayAndGivenBackStillGetsTheMail() {
        ObjectNode elsewhere = world.example(
                "unit-contacts",
                event -> ((ObjectNode) event.get("data").get("contacts").get(0)).put("email", "new." + world.liaison()));
        transport.next(world.liaison(), DOWN);
        transport.next("new." + world.liaison(), DOWN);
        world.publishExamples("unit-contacts", "deadline-opened");
        mailroom.work();
        world.publish(elsewhere);
        mailroom.awaitStored();
        MachineClock.forward(Duration.ofMinutes(1));
        mailroom.sendAll();
        world.publishExamples("unit-contacts");
        mailroom.awaitStored();
        MachineClock.forward(Duration.ofMinutes(5));
        mailroom.sendAll();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        assertThat(mail(dispatch(), Audience.UNIT).status, equalTo(MailStatus.DELIVERED));
    }

    @Test
    void aStrongerRungThatJoinsWhileTheMailIsSentNamesItsRetry() {
        world.publish(world.example("unit-contacts"), world.example("rung-fired-chase", event -> {
            event.put("id", UUID.randomUUID().toString());
            ((ObjectNode) event.get("data").get("rung")).put("stage", "REMINDER").put("copyLeader", false);
        }));
        mailroom.awaitStored();
        Ledger.Turn turn = ledger.claim(1).turns().get(0);
        world.publish(world.example(
                "rung-fired-chase",
                event -> ((ObjectNode) event.get("data").get("rung")).put("copyLeader", false)));
        mailroom.awaitStored();
        ledger.record(List.of(new Ledger.Done(turn, DOWN)));
        MachineClock.forward(Duration.ofMinutes(1));
        mailroom.sendAll();
        assertThat(world.onlyMailTo(world.liaison()).subject(), startsWith("【催办】"));
    }

    @Test
    void aChaseThatGaveWayGoesAfterAllWhenTheNewerOneIsDropped() {
        ObjectNode newer = world.example("rung-fired-chase", event -> {
            event.put("id", UUID.randomUUID().toString());
            ObjectNode data = (ObjectNode) event.get("data");
            data.put("day", "2023-08-03").put("occasion", occasion("2023-08-03"));
            ((ObjectNode) data.get("rung")).put("copyLeader", false);
            ((ObjectNode) data.get("deadline")).put("id", world.id("d9").toString());
            ((ArrayNode) data.get("assignments")).remove(1);
            ((ObjectNode) data.get("assignments").get(0)).put("id", world.id("a9").toString());
        });
        ObjectNode done = newer.deepCopy();
        done.put("id", UUID.randomUUID().toString()).put("type", "org.duban.deadline.changed.v1");
        ((ObjectNode) done.get("data")).remove("occasion");
        ((ObjectNode) done.get("data").get("deadline")).put("version", 99);
        ((ObjectNode) done.get("data").get("assignments").get(0)).put("status", "COMPLETED");
        world.publish(world.example("unit-contacts"), world.example("rung-fired-chase"), newer);
        mailroom.awaitStored();
        ledger.claim(1);
        assertThat(mail(Audience.UNIT).status, equalTo(MailStatus.DROPPED));
        world.publish(done);
        mailroom.work();
        assertThat(mail(occasion("2023-08-03"), Audience.UNIT).status, equalTo(MailStatus.DROPPED));
        assertThat(mail(Audience.UNIT).status, equalTo(MailStatus.DELIVERED));
    }

    @Test
    void aRejectedAddressIsFlaggedAndTheBriefingSaysSoUntilItWorks() {
        transport.next(world.liaison(), new Outcome.Rejected("邮件服务器答复 SMTP 550 5.1.1"));
        world.publishExamples("unit-contacts", "notice-mailbox", "deadline-opened");
        mailroom.work();
        assertThat(mail(dispatch(), Audience.UNIT).status, equalTo(MailStatus.PERMANENT_FAILURE));

        world.publishExamples("briefing-issued");
        mailroom.work();
        String refused = "州卫生健康委 | " + world.liaison() + " | 邮件未能送达：邮件服务器答复 SMTP 550 5.1.1";
        assertThat(world.text(world.onlyMailTo(world.mailbox())), containsString(refused));

        world.publishExamples("rung-fired-chase");
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        assertThat(QuarkusTransaction.requiringNew().call(() -> FlaggedAddress.findById(world.liaison())), nullValue());
    }

    @Test
    void anAddressThatChangesBeforeTheRetryGetsTheMailInstead() {
        transport.next(world.liaison(), DOWN);
        world.publishExamples("unit-contacts", "deadline-opened");
        mailroom.work();
        String fresh = "new." + world.liaison();
        world.publish(world.example(
                "unit-contacts",
                event -> ((ObjectNode) event.get("data").get("contacts").get(0)).put("email", fresh)));
        mailroom.awaitStored();
        MachineClock.forward(Duration.ofSeconds(61));
        mailroom.sendAll();
        assertThat(world.inboxOf(world.liaison()), empty());
        assertThat(world.inboxOf(fresh), hasSize(1));
        assertThat(mail(dispatch(), Audience.UNIT).status, equalTo(MailStatus.DELIVERED));
    }

    @Test
    void whatIsNotOnTheAllowListIsRejected() {
        world.publish(
                world.example(
                        "unit-contacts",
                        event -> ((ObjectNode) event.get("data").get("contacts").get(0))
                                .put("email", "a@elsewhere.example")),
                world.example("deadline-opened"));
        mailroom.work();
        assertThat(mail(dispatch(), Audience.UNIT).statusReason, containsString("不在允许名单内"));
    }

    @Test
    void whereItsCauseStandsInATraceGoesAlongWithAMail() {
        String place = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        world.publish(
                world.example("unit-contacts"),
                world.example("deadline-opened", event -> event.put("traceparent", place)));
        mailroom.awaitStored();
        assertThat(ledger.claim(1).turns().get(0).why().get(0).traceparent(), equalTo(place));
        World other = new World();
        other.publish(
                other.example("unit-contacts"),
                other.example("deadline-opened", event -> event.put("traceparent", "no such thing")));
        mailroom.awaitStored();
        assertThat(ledger.claim(1).turns().get(0).why().get(0).traceparent(), nullValue());
    }

    /** A mail that a sender holds, not sent yet. */
    private Ledger.Turn claimed() {
        world.publish(
                world.example("unit-contacts"),
                world.example(
                        "rung-fired-chase",
                        event -> ((ObjectNode) event.get("data").get("rung")).put("copyLeader", false)));
        mailroom.awaitStored();
        return ledger.claim(1).turns().get(0);
    }

    private Instant ledgerNow() {
        return new MachineClock().instant();
    }

    private String occasion(String day) {
        return "reminder/" + world.notice() + "/" + world.unit() + "/" + day;
    }

    private String dispatch() {
        return "dispatch/" + world.notice() + "/" + world.unit();
    }

    private Mail mail(Audience audience) {
        return mail(occasion("2023-08-02"), audience);
    }

    private static Mail mail(String occasion, Audience audience) {
        return inTransaction(() -> Mail.findById(Ids.mail(occasion, audience)));
    }

    private List<Reason> reasons(Audience audience) {
        return inTransaction(() -> Reason.of(Ids.mail(occasion("2023-08-02"), audience)));
    }

    private List<Result> results() {
        return results(occasion("2023-08-02"));
    }

    private static List<Result> results(String occasion) {
        return inTransaction(() -> Attempt.of(Ids.mail(occasion, Audience.UNIT)).stream()
                .map(attempt -> attempt.outcome)
                .toList());
    }

    private static List<Delivery.Status> deliveries(String occasion) {
        return inTransaction(() -> Delivery.of(Ids.mail(occasion, Audience.UNIT)).stream()
                .sorted(Comparator.comparing(delivery -> delivery.status))
                .map(delivery -> delivery.status)
                .toList());
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }
}
