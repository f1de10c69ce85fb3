package org.duban.notify.log;

import static org.duban.notify.Held.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why, and why not (R9). */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ExplainTest {

    @Inject
    Mailroom mailroom;

    private final World world = new World();

    @BeforeEach
    void now() {
        World.now("2023-08-02T00:40:00Z");
    }

    @Test
    void theMailsOfTheDayWithTheirReasons() {
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();
        explain("office", "2023-08-02", "zh")
                .body("mails.audience", equalTo(List.of("UNIT", "LEADER")))
                .body("mails[0].sentences", hasItem("原因：2023年8月2日 08:30:00 催办节点到期，节点T+1（催办），时限2023-08-01。"))
                .body("sentences", empty());
        explain("office", "2023-08-02", "en")
                .body("mails[0].sentences", hasItem("Reason: 2023-08-02 08:30:00 org.duban.rung.fired.v1, rung T+1 (chase), due 2023-08-01."));
    }

    @Test
    void aMailThatWaitsForAnAddressSaysSo() {
        world.publishExamples("rung-fired-chase");
        mailroom.work();
        explain("office", "2023-08-02", "zh")
                .body("mails[0].sentences", hasItem("没有发送：单位联络员没有可用的联系方式；登记联系方式后自动发送。"));
    }

    @Test
    void aMailThatWasDroppedSaysSo() {
        world.publishExamples("unit-contacts", "rung-fired-chase");
        complete();
        mailroom.work();
        explain("office", "2023-08-02", "zh")
                .body("mails[0].status", equalTo("DROPPED"))
                .body("mails[0].sentences", hasItem(startsWith("没有发送：发送时该时限已无待报送事项")));
    }

    @Test
    void noRungWasDueOnThatDay() {
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();
        explain("office", "2023-08-03", "zh")
                .body("mails", hasSize(0))
                .body(
                        "sentences",
                        hasItems(
                                startsWith("2023-08-03没有为单位" + world.unit() + "安排邮件"),
                                startsWith("该日尚未到来（今天是2023-08-02）"),
                                equalTo("《红河州校园安全工作情况报告审议意见处理方案》：最近已知的状态（2023-08-02）为待报送1项"
                                        + "（(四)-4时限2023-08-01），待审核1项，已办结0项。"),
                                startsWith("《红河州校园安全工作情况报告审议意见处理方案》的催办节点在当日没有到期"),
                                equalTo("此前最近一封是2023-08-02的催办邮件（已送达服务器）。")));
        explain("office", "2023-08-03", "en-GB")
                .body("sentences", hasItem(containsString("as last known (2023-08-02) the unit owes 1 ((四)-4 by 2023-08-01)")));
        explain("office", "2023-07-01", "zh").body("sentences", hasItem(containsString("当日尚未交办")));
    }

    @Test
    void nothingIsOwed() {
        world.publishExamples("unit-contacts", "rung-fired-chase");
        complete();
        mailroom.work();
        explain("office", "2023-08-03", "zh").body("sentences", hasItem(containsString("在1个通知中没有待报送的事项")));
    }

    @Test
    void nothingIsKnownOfTheUnit() {
        explain("office", "2023-08-01", "zh").body("sentences", hasItem("没有任何事件提到过该单位的事项。"));
    }

    @Test
    void aUnitAsksForItselfOnly() {
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();
        explain("unit", "2023-08-02", "zh").body("mails", hasSize(2));
        given().auth()
                .oauth2(Tokens.of("unit", "somebody-else"))
                .get("/api/v1/explain?date=2023-08-02&unit=" + world.unit())
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"unit=U1, date", "date=2023-08-01, unit", "unit=U1&date=2023-8-1, date", "unit=U1&date=2023-08-01&notice=1, notice"})
    void whatIsMissingOrWrongIsNamed(String query, String parameter) {
        given().auth()
                .oauth2(Tokens.of("office", null))
                .get("/api/v1/explain?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo(parameter));
    }

    private void complete() {
        world.publish(world.example("deadline-changed", event -> {
            ((ObjectNode) event.get("data").get("deadline")).put("version", 6);
            event.get("data")
                    .get("assignments")
                    .forEach(assignment -> ((ObjectNode) assignment).put("status", "COMPLETED"));
        }));
    }

    private ValidatableResponse explain(String role, String date, String language) {
        return given().auth()
                .oauth2(Tokens.of(role, role.equals("unit") ? world.unit() : null))
                .header("Accept-Language", language)
                .queryParam("unit", world.unit())
                .queryParam("date", date)
                .queryParam("notice", world.notice())
                .get("/api/v1/explain")
                .then()
                .statusCode(200);
    }
}
