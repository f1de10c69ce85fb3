package org.duban.notify.mail;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.notify.MachineClock;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.duban.stack.mail.AcceptedMail;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is asked for something gets a link to report by, nobody else does, and only the mail itself has its token. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReportLinksTest {

    private static final Pattern LINK = Pattern.compile("https://duban\\.example/report/([\\w-]+\\.[\\w-]+\\.[\\w-]+)");

    @Inject
    Mailroom mailroom;

    @Inject
    EntityManager entities;

    @ConfigProperty(name = "test.report-key")
    String publicKey;

    private final World world = new World();

    @Test
    void aLinkIsSignedForItsUnitAndNotice() throws Exception {
        AcceptedMail mail = sent("rung-fired-chase", world.liaison());

        String token = token(world.text(mail));
        assertThat("the same in both bodies", token(world.mails.html(mail)), equalTo(token));
        JwtClaims claims = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "ES256")
                .setVerificationKey(publicKey())
                .setExpectedIssuer("duban")
                .setExpectedAudience("duban-report")
                .setEvaluationTime(NumericDate.fromSeconds(new MachineClock().instant().getEpochSecond()))
                .build()
                .processToClaims(token);
        assertEquals(world.unit(), claims.getSubject());
        assertEquals(world.notice().toString(), claims.getStringClaimValue("notice"));
        assertEquals(
                Duration.ofDays(180).toSeconds(),
                claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
        Instant issued = Instant.ofEpochSecond(claims.getIssuedAt().getValue());
        assertThat("by the machine's time, whatever day the business has",
                Duration.between(issued, new MachineClock().instant()).toMinutes(), lessThan(5L));
        assertThat("it fits into what others take for a link", token.length(), lessThan(500));
    }

    @Test
    void aLeadersCopyAndTheOfficesMailsHaveNone() {
        sent("rung-fired-chase", world.liaison());
        world.publishExamples("briefing-issued", "notice-dispatched", "escalations-listed");
        mailroom.work();

        for (String address : List.of(world.leader(), world.mailbox())) {
            world.inboxOf(address).forEach(mail -> {
                assertThat(world.text(mail), not(containsString("/report/")));
                assertThat(world.mails.html(mail), not(containsString("/report/")));
            });
        }
    }

    @Test
    void whoIsAskedForNothingGetsNone() {
        assertThat(world.text(sent("deadline-changed-withdrawn", world.liaison())), not(containsString("/report/")));
    }

    @Test
    void nothingThatIsKeptAnsweredOrLoggedHasTheToken() {
        List<String> log = new ArrayList<>();
        Handler ear = ear(log);
        AcceptedMail mail;
        try {
            mail = sent("deadline-opened", world.liaison());
        } finally {
            Logger.getLogger("").removeHandler(ear);
        }
        String token = token(world.text(mail));
        String secret = token.substring(token.lastIndexOf('.') + 1);

        assertEquals(List.of(), tablesWith(secret));
        assertEquals(List.of(), log.stream().filter(line -> line.contains(secret)).toList());
        String id = given().auth().oauth2(Tokens.of("office", null)).queryParam("notice", world.notice())
                .get("/api/v1/mails").then().statusCode(200).extract().path("items[0].id");
        for (String caller : List.of(Tokens.of("office", null), Tokens.of("unit", world.unit()))) {
            for (String form : List.of("", "/html")) {
                given().auth().oauth2(caller).get("/api/v1/mails/" + id + form).then().statusCode(200)
                        .body(containsString("https://duban.example/report/…"))
                        .body(not(containsString(secret)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CHASE", "DISPATCH", "RETURNED"})
    void withoutThePageThereAreNoLinks(Kind kind) {
        Matter matter = Previews.matter(kind);
        Matter without = new Matter(matter.kind(), matter.audience(), matter.unitName(), matter.reasons(), matter.owed(),
                matter.mailbox(), matter.troubles(), matter.today(), new Issuer("duban@duban.example", "duban.example", true, null));

        assertThat(Composer.compose(matter).text(), containsString("/report/"));
        assertThat(Composer.compose(without).text(), not(containsString("/report/")));
        assertThat(Composer.compose(without).text(), not(containsString("打开上面的链接")));
        assertThat(Composer.compose(without).html(), not(containsString("/report/")));
    }

    /** What somebody has typed that looks like a link of ours goes to nobody else with a token. */
    @Test
    void aTypedLinkIsNotSignedForALeader() {
        ObjectNode event = world.example("rung-fired-chase", each ->
                ((ObjectNode) each.at("/data/assignments/0")).put("text", "见 https://duban.example/report/… 。"));
        World.now(event.get("time").asText());
        world.publishExamples("unit-contacts", "notice-mailbox");
        world.publish(event);
        mailroom.work();

        assertThat(world.text(world.onlyMailTo(world.leader())), not(containsString("report/ey")));
    }

    private AcceptedMail sent(String example, String to) {
        ObjectNode event = world.example(example);
        World.now(event.get("time").asText());
        world.publishExamples("unit-contacts", "notice-mailbox");
        world.publish(event);
        mailroom.work();
        return world.onlyMailTo(to);
    }

    private static String token(String body) {
        Matcher link = LINK.matcher(body);
        assertThat("there is a link", link.find());
        return link.group(1);
    }

    private PublicKey publicKey() throws Exception {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
    }

    /** Every table of the service, whatever its columns. */
    private List<String> tablesWith(String secret) {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<?> tables = entities.createNativeQuery(
                    "select table_name::text from information_schema.tables where table_schema = 'notify'").getResultList();
            return tables.stream().map(Object::toString)
                    .filter(table -> ((Number) entities.createNativeQuery(
                                    "select count(*) from notify." + table + " t where t::text like :secret")
                            .setParameter("secret", "%" + secret + "%").getSingleResult()).longValue() > 0)
                    .toList();
        });
    }

    private static Handler ear(List<String> log) {
        Handler ear = new Handler() {
            @Override
            public void publish(LogRecord line) {
                log.add(line.getMessage() + Arrays.toString(line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(ear);
        return ear;
    }
}
