package org.duban.task.notice;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.duban.sample.Sample;
import org.duban.task.As;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ParseTest {
    private static ValidatableResponse parse(String text) {
        return As.office().contentType("text/plain; charset=utf-8").body(text).post("/notices/parse").then();
    }

    @Test
    void theSampleIsReadAndNothingIsStored() {
        String stored = "select (select count(*) from notice) + (select count(*) from audit) + (select count(*) from outbox)";
        long before = Sql.count(stored);

        parse(Sample.notice()).statusCode(200)
                .body("title", equalTo("红河州校园安全工作情况报告审议意见处理方案"))
                .body("documentNumber", nullValue())
                .body("issuedOn", equalTo("2023-06-15")).body("publishedOn", equalTo("2023-07-19"))
                .body("reportBy", equalTo("2023-08-01")).body("reportByText", equalTo("2023年8月1日前"))
                .body("reportTo", equalTo("州教育体育局"))
                .body("tasks", hasSize(24)).body("sections", hasSize(5))
                .body("tasks[13].ref", equalTo("二/(四)/3")).body("tasks[13].number", equalTo("4.3"))
                .body("tasks[13].label", equalTo("(四)-3"))
                .body("tasks[10].responsible", hasItem("州教育体育局"))
                .body("findings.code", hasItem("cited-number"))
                .body("sourceText", equalTo(Sample.notice()));

        assertEquals(before, Sql.count(stored));
    }

    @Test
    void aBlankTextIsRefused() {
        parse(" \n　").statusCode(400).body("code", equalTo("invalid-field")).body("errors.pointer", contains(""));
    }

    @Test
    void onlyTextIsRead() {
        As.office().body("{}").post("/notices/parse").then().statusCode(415).body("code", equalTo("unsupported-media-type"));
    }
}
