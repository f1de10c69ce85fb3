package org.duban.notify.log;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.mail.Kind;
import org.duban.notify.mail.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of mail can be looked at before one is sent. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class PreviewsTest {

    @Test
    void allKindsAreListed() {
        reader().get("/api/v1/previews")
                .then()
                .statusCode(200)
                .body("items.kind", equalTo(Arrays.stream(Kind.values()).map(Kind::name).toList()))
                .body("items.subject", everyItem(startsWith("【")))
                .body("items[3].subject", equalTo("【催办】已逾期1个工作日（8月1日截止）：红河州校园安全工作情况报告审议意见处理方案"));
    }

    @ParameterizedTest
    @EnumSource
    void eachIsThereAsHtmlAndAsText(Kind kind) {
        long before = mails();
        reader().accept("text/html")
                .get("/api/v1/previews/" + kind)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .body(allOf(containsString("演示数据"), containsString("红河州校园安全工作情况报告审议意见处理方案")));
        reader().accept("text/plain")
                .get("/api/v1/previews/" + kind)
                .then()
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .body(startsWith("【演示数据】"));
        assertThat(mails(), equalTo(before));
    }

    @Test
    void anotherKindOrFormIsRefused() {
        reader().get("/api/v1/previews/chase")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("kind"));
        reader().accept("application/pdf").get("/api/v1/previews/CHASE").then().statusCode(406);
    }

    private static RequestSpecification reader() {
        return given().auth().oauth2(Tokens.of("reader", null));
    }

    private static long mails() {
        return QuarkusTransaction.requiringNew().call(() -> Mail.count());
    }
}
