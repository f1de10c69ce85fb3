package org.duban.task.notice;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A draft is changed field by field, by whoever has seen it as it is. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class PatchDraftTest {
    private Fixture fixture;

    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        fixture.with("documentNumber", fixture.prefix() + "〔2023〕1号").task("1", fixture.reportTo()).task("2", fixture.reportTo()).create();
    }

    private String tag() {
        return As.office().get("/notices/" + fixture.notice()).header("ETag");
    }

    private ValidatableResponse patch(String tag, String changes) {
        return (tag == null ? As.office() : As.office().header("If-Match", tag)).contentType("application/merge-patch+json").body(changes.getBytes(StandardCharsets.UTF_8))
                .patch("/notices/" + fixture.notice()).then();
    }

    @Test
    void onlyWhatIsNamedChanges() {
        patch(tag(), "{\"reportBy\":\"2023-08-04\",\"documentNumber\":null,\"deadlineRule\":{\"restDay\":\"MOVES\"}}").statusCode(200)
                .body("reportBy", equalTo("2023-08-04")).body("documentNumber", nullValue()).body("reportByText", equalTo("2023年8月1日前"))
                .body("deadlineRule.before", equalTo("INCLUDES_DAY")).body("deadlineRule.restDay", equalTo("MOVES")).body("contact.name", contains("张某某"));

        As.office().get("/tasks?notice=" + fixture.notice()).then().body("items.ref", contains("1", "2"));
    }

    @Test
    void aListIsReplacedAsAWhole() {
        String unit = fixture.names(fixture.reportTo()).get(0);
        patch(tag(), "{\"tasks\":[{\"ref\":\"9\",\"text\":\"改为一项。\",\"due\":\"2023-08-02\",\"responsible\":[\"%s\"]}]}".formatted(unit)).statusCode(200);

        As.office().get("/tasks?notice=" + fixture.notice()).then().body("items.ref", contains("9")).body("items.due", contains("2023-08-02"));
    }

    @Test
    void whoHasNotSeenItChangesNothing() {
        String old = tag();
        patch(old, "{\"title\":\"第一位改的\"}").statusCode(200);

        patch(old, "{\"title\":\"第二位改的\"}").statusCode(412).body("code", equalTo("precondition-failed"));
        patch(null, "{\"title\":\"第三位改的\"}").statusCode(428).body("code", equalTo("precondition-required"));

        assertEquals("第一位改的", As.office().get("/notices/" + fixture.notice()).path("title"));
        assertEquals(List.of("notice.created", "notice.changed"), Sql.rows("select action from audit where entity_id = ? order by id", fixture.notice()));
    }

    @Test
    void whatADraftMayNotBeIsRefusedByItsPlace() {
        String tag = tag();
        Map.of("{\"unheard\":1}", "/unheard", "{\"title\":null}", "/title", "{\"tasks\":null}", "/tasks", "{\"sourceText\":null}", "/sourceText",
                "{\"reportBy\":\"8月1日\"}", "/reportBy", "{\"tasks\":[{\"ref\":\"\",\"text\":\"甲。\",\"responsible\":[\"乙局\"]}]}", "/tasks/0/ref",
                "[]", "", "{\"mailbox\":\"no\"}", "/mailbox").forEach((changes, pointer) ->
                patch(tag, changes).statusCode(400).body("code", equalTo("invalid-field")).body("errors.pointer", contains(pointer)));
        patch(tag, "{\"title\":").statusCode(400).body("code", equalTo("malformed-json"));
        patch(tag, "{\"title\":\"甲\",\"title\":\"乙\"}").statusCode(400);

        assertEquals(tag, tag());
    }

    @Test
    void onceDispatchedItIsNoDraft() {
        fixture.dispatch();

        patch(tag(), "{\"title\":\"改\"}").statusCode(409).body("code", equalTo("illegal-move"));
    }
}
