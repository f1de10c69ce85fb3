package org.duban.notify.metric;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.duban.contract.Metrics;
import org.duban.notify.Mailroom;
import org.duban.notify.MachineClock;
import org.duban.notify.StackResource;
import org.duban.notify.World;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.ScriptedTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What those who run the service can see of it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class MetricsTest {

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Inject
    Mailroom mailroom;

    @Inject
    ScriptedTransport transport;

    @Inject
    Watch watch;

    @Inject
    MeterRegistry meters;

    private final World world = new World();

    @BeforeEach
    void aLook() throws Exception {
        World.now("2023-08-02T00:30:00Z");
        mailroom.work();
        watch.tick();
    }

    /** The loops do not run in tests, and the mailbox is not read. */
    @Test
    void whatIsServedIsDescribedAndWhatAlarmsAskForIsServed() {
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();
        for (String verdict : new String[] {"returned", "malformed"}) {
            meters.counter("duban.bounce.reports", "verdict", verdict).increment(0);
        }
        String served = scrape() + "duban_loop_heartbeat_age_seconds{loop=\"bounces\"} 1\n";

        assertThat(Metrics.faults("notify-service", served), empty());
    }

    @Test
    void theyAreNotWhereRequestsCome() {
        given().get("/q/metrics").then().statusCode(404);
    }

    @Test
    void deadLettersAndFlaggedAddressesAreCounted() throws Exception {
        double letters = value("duban_dead_letters_open");
        double failed = value("duban_mail_deliveries_failed_total");
        double flagged = value("duban_flagged_addresses");
        World.send(new ProducerRecord<>("duban.events", World.bytes("k"), World.bytes("{}")));
        transport.next(world.leader(), new Outcome.Rejected("邮件服务器答复 SMTP 550 5.1.1"));
        transport.next(world.liaison(), new Outcome.Retry("连接中断", true));
        double ambiguous = value("duban_mail_attempts_ambiguous_total");
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();

        watch.tick();

        assertThat(value("duban_dead_letters_open"), equalTo(letters + 1));
        assertThat(value("duban_flagged_addresses"), equalTo(flagged + 1));
        assertThat(value("duban_mail_deliveries_failed_total"), equalTo(failed + 1));
        assertThat(value("duban_mail_attempts_ambiguous_total"), equalTo(ambiguous + 1));
        assertThat(value("duban_mail_unsettled{status=\"temporary_failure\"}"), greaterThanOrEqualTo(1.0));
        assertThat(value("duban_mail_send_seconds_count{outcome=\"ambiguous\"}"), greaterThanOrEqualTo(1.0));
        assertThat(value("duban_inbox_lag_records"), equalTo(0.0));
        assertThat(value("duban_kafka_up"), equalTo(1.0));
    }

    @Test
    void howLongTheOldestMailHasBeenWaiting() throws Exception {
        assertThat(oldestPending(), lessThan(60.0));
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.awaitStored();
        MachineClock.forward(Duration.ofMinutes(16));

        assertThat(oldestPending(), greaterThan(900.0));
        mailroom.sendAll();
        assertThat(oldestPending(), lessThan(60.0));
    }

    /** It waits for the rest of its events until its notice has ended: then they will never come. */
    @Test
    void aMailThatWaitsForItsEventsIsWaiting() throws Exception {
        world.publish(world.example("deadline-opened", event -> ((ObjectNode) event.get("data")).put("occasionEvents", 2)));
        mailroom.work();
        MachineClock.forward(Duration.ofMinutes(16));

        assertThat(oldestPending(), greaterThan(900.0));
        world.publishExamples("notice-ended");
        mailroom.work();
        assertThat(oldestPending(), lessThan(60.0));
    }

    private double oldestPending() throws Exception {
        watch.tick();
        return value("duban_mail_oldest_pending_age_seconds");
    }

    private double value(String series) {
        Pattern line = Pattern.compile("(?m)^" + Pattern.quote(series) + "(?:\\{})? (\\S+)$");
        return line.matcher(scrape()).results().map(MatchResult::group).map(each -> each.substring(each.lastIndexOf(' ') + 1))
                .mapToDouble(Double::parseDouble).findFirst().orElseThrow(() -> new AssertionError("no " + series));
    }

    private String scrape() {
        return RestAssured.given().get(metrics).then().statusCode(200).extract().asString();
    }
}
