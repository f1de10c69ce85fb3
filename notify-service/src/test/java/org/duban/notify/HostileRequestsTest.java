package org.duban.notify;

import static org.awaitility.Awaitility.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.duban.hostile.Changes;
import org.duban.hostile.Onslaught;
import org.duban.hostile.Operation;
import org.duban.hostile.Service;
import org.duban.notify.inbox.DeadLetter;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.FlaggedAddress;
import org.duban.notify.mail.Ids;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.ScriptedTransport;
import org.junit.jupiter.api.Test;

/**
 * Thousands of requests, good, broken and hostile: none makes the service fail, each gets an answer that the document has,
 * and who is refused has changed nothing. {@code -Dhostile.seed=…} repeats a run.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HostileRequestsTest {

    private static final int REQUESTS = Integer.getInteger("hostile.requests", 1_500);
    private static final double LEAST_SUCCESS = 0.15;

    @TestHTTPResource("/")
    URI address;

    @Inject
    Mailroom mailroom;

    @Inject
    ScriptedTransport transport;

    @Test
    void noneDoesHarm() throws IOException, SQLException {
        long seed = Long.getLong("hostile.seed", System.nanoTime());
        World.now("2023-08-02T00:40:00Z");
        new Mails();
        // The key that cursors are signed with is made when the first is.
        given().auth().oauth2(Tokens.of("office", null)).get("/api/v1/mails?limit=1").then().body("next", notNullValue());
        try (Changes changes = new Changes(World.setting("quarkus.datasource.jdbc.url"), "postgres", "notify", Set.of())) {
            Onslaught.Report report = new Onslaught(new NotifyService(changes), seed).run(REQUESTS);
            System.out.println(report.summary());

            assertThat(report.summary(), report.complaints(), empty());
            assertThat(report.summary(), report.shareOfSuccess(), greaterThanOrEqualTo(LEAST_SUCCESS));
        }
    }

    private final class NotifyService implements Service {
        private final Changes changes;

        NotifyService(Changes changes) {
            this.changes = changes;
        }

        @Override
        public URI address() {
            return address;
        }

        @Override
        public org.duban.hostile.World world() {
            return new Mails();
        }

        @Override
        public Changes changes() {
            return changes;
        }

        /** It is not held: HoldTest has it so. */
        @Override
        public Set<String> refusedAsThingsStand() {
            return Set.of("releaseHold");
        }

        @Override
        public void rest() {
            mailroom.sendAll();
        }

        @Override
        public Map<String, String> wrongTokens() {
            Map<String, String> tokens = new LinkedHashMap<>();
            tokens.put("none", null);
            tokens.put("no role", "Bearer " + Tokens.of("stranger", null));
            tokens.put("a unit without a code", "Bearer " + Tokens.of("unit", null));
            tokens.put("another unit", "Bearer " + Tokens.of("unit", "nobody"));
            tokens.put("reader", "Bearer " + Tokens.of("reader", null));
            tokens.put("expired", "Bearer " + Tokens.expired());
            tokens.put("unsigned", "Bearer " + Tokens.unsigned());
            tokens.put("garbage", "Bearer x.y.z");
            tokens.put("Basic", "Basic b2ZmaWNlOm9mZmljZQ==");
            return tokens;
        }
    }

    /** Mails of three notices, each with an address that was refused. */
    private final class Mails implements org.duban.hostile.World {
        private final Map<String, List<JsonNode>> values = new LinkedHashMap<>();
        private final String office = Tokens.of("office", null);

        Mails() {
            List<World> worlds = Stream.generate(World::new).limit(3).toList();
            for (World world : worlds) {
                transport.next(world.leader(), new Outcome.Rejected("邮件服务器答复 SMTP 550 5.1.1"));
                world.publishExamples("unit-contacts", "notice-mailbox", "rung-fired-chase", "briefing-issued");
                World.send(new ProducerRecord<>("duban.events", World.bytes(world.unit()), World.bytes("{}")));
            }
            mailroom.work();
            // It is marked when it is published, and what is changed must have been changed by a request.
            await().until(() -> QuarkusTransaction.requiringNew().call(() -> DeadLetter.count("publishedAt is null")) == 0);
            List<String> mails = new ArrayList<>();
            List<String> flags = new ArrayList<>();
            for (World world : worlds) {
                String occasion = "reminder/" + world.notice() + "/" + world.unit() + "/2023-08-02";
                mails.add(Ids.mail(occasion, Audience.UNIT).toString());
                mails.add(Ids.mail("briefing/" + world.notice() + "/2023-08-02", Audience.MAILBOX).toString());
                flags.add(QuarkusTransaction.requiringNew()
                        .call(() -> FlaggedAddress.<FlaggedAddress>find("address", world.leader()).singleResult().id.toString()));
            }
            put("mails", mails);
            put("flagged-addresses", flags);
            put("dead-letters", QuarkusTransaction.requiringNew()
                    .call(() -> DeadLetter.<DeadLetter>find("order by id desc").page(0, worlds.size()).list().stream()
                            .map(letter -> letter.id + "").toList()));
            put("notice", worlds.stream().map(World::notice).map(UUID::toString).toList());
            put("unit", worlds.stream().map(World::unit).toList());
            put("day", List.of("2023-08-02"));
            put("date", List.of("2023-08-02", "2023-08-03"));
            put("problems", List.of("not-found", "conflict", "invalid-parameter"));
            put("limit", List.of("1", "50", "200"));
        }

        private void put(String name, List<String> texts) {
            values.put(name, texts.stream().map(text -> (JsonNode) new TextNode(text)).toList());
        }

        @Override
        public List<JsonNode> values(String name) {
            return values.getOrDefault(name, List.of());
        }

        @Override
        public String token(Operation operation) {
            return office;
        }
    }
}
