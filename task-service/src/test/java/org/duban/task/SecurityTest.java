package org.duban.task;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every operation asks for a good token with the right role; every refusal is a problem document. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SecurityTest {
    private static final String ID = "0198c0de-0000-7000-8000-000000000001";

    private record Operation(String method, String path, String bodyType) {
        Response send(RequestSpecification caller) {
            RequestSpecification request = caller.basePath("");
            if (bodyType != null) {
                request = request.contentType(bodyType);
                request = bodyType.equals("application/octet-stream") ? request.body(new byte[] {1}) : request.body("{}");
            }
            return request.request(method, path.replace("{id}", ID).replace("{taskId}", ID).replace("{code}", "none").replace("{unitCode}", "none").replace("{day}", "2023-08-01"));
        }
    }

    /** All that the served document names, but for those that it says are open to everyone. */
    private static List<Operation> operations() {
        Map<String, Map<String, Object>> paths = given().queryParam("format", "json").get("/q/openapi").jsonPath().getMap("paths");
        List<Operation> operations = new ArrayList<>();
        paths.forEach((path, item) -> item.forEach((method, operation) -> {
            if (List.of("get", "put", "post", "delete", "patch").contains(method)
                    && !List.of().equals(((Map<?, ?>) operation).get("security"))) {
                Map<?, ?> body = (Map<?, ?>) ((Map<?, ?>) operation).get("requestBody");
                operations.add(new Operation(method.toUpperCase(), path, body == null ? null
                        : ((Map<?, ?>) body.get("content")).keySet().iterator().next().toString()));
            }
        }));
        return operations;
    }

    private static ValidatableResponse isProblem(Response answer, int status, String code, Object of) {
        assertEquals(status, answer.statusCode(), of::toString);
        JsonNode problem = As.json(answer, status);
        assertEquals("/problems/" + code, problem.path("type").asText(), of::toString);
        assertEquals(code, problem.path("code").asText(), of::toString);
        assertEquals(status, problem.path("status").asInt(), of::toString);
        assertTrue(problem.hasNonNull("title") && problem.hasNonNull("detail"), of::toString);
        assertFalse(problem.path("detail").asText().contains("xception"), of::toString);
        return answer.then().contentType("application/problem+json");
    }

    @Test
    void noOperationAnswersWithoutAToken() {
        List<Operation> operations = operations();
        assertTrue(operations.size() >= 24, () -> "the document names them all: " + operations);
        for (Operation operation : operations) {
            isProblem(operation.send(given()), 401, "unauthenticated", operation).header("WWW-Authenticate", "Bearer");
        }
    }

    /** Who could would choose the address that he is counted by, and what the service takes its own to be. */
    @Test
    void nobodySpeaksForAnotherWhereNoProxyIsTrusted() {
        given().header("X-Forwarded-Proto", "https").get("/guide").then().statusCode(200)
                .body(containsString("http://localhost")).body(not(containsString("https://localhost")));
    }

    @Test
    void noOperationAnswersToAnUnknownRole() {
        for (Operation operation : operations()) {
            isProblem(operation.send(As.with(Tokens.of("visitor", null))), 403, "forbidden", operation);
        }
    }

    @Test
    void badTokensAreRefused() {
        Tokens.refused().forEach((what, token) -> {
            isProblem(As.with(token).get("/units"), 401, "unauthenticated", what);
            isProblem(As.with(token).body(Map.of("name", "州某局")).put("/units/none"), 401, "unauthenticated", what);
            isProblem(As.with(token).get("/calendar/2023-08-01"), 401, "unauthenticated", what);
        });
    }

    @Test
    void aGoodTokenInAnotherSchemeIsRefused() {
        String basic = "Basic " + Tokens.of("office", null);

        isProblem(given().header("Authorization", basic).get("/api/v1/units"), 401, "unauthenticated", "Basic");
    }

    /** What each role may not do. */
    @Test
    void aWrongRoleIsRefused() {
        Map<String, String> nothing = Map.of();
        for (RequestSpecification caller : List.of(As.unit("532501"), As.reader(), As.inspectorate())) {
            isProblem(caller.body(Map.of("name", "州某局")).put("/units/none"), 403, "forbidden", "putUnit");
            isProblem(caller.body(nothing).put("/unit-groups/none"), 403, "forbidden", "putUnitGroup");
            isProblem(caller.body(List.of()).put("/units/none/contacts"), 403, "forbidden", "putContacts");
            isProblem(caller.body(nothing).post("/notices"), 403, "forbidden", "createNotice");
            isProblem(caller.body(nothing).post("/notices/" + ID + "/dispatch"), 403, "forbidden", "dispatchNotice");
            isProblem(caller.body(nothing).put("/notices/" + ID), 403, "forbidden", "putNotice");
            isProblem(caller.body(nothing).post("/notices/" + ID + "/close"), 403, "forbidden", "closeNotice");
            isProblem(caller.body(nothing).post("/notices/" + ID + "/withdraw"), 403, "forbidden", "withdrawNotice");
            isProblem(caller.body(nothing).post("/notices/" + ID + "/tasks"), 403, "forbidden", "addTask");
            isProblem(caller.body(nothing).put("/notices/" + ID + "/tasks/" + ID), 403, "forbidden", "changeTask");
            isProblem(caller.body(nothing).post("/notices/" + ID + "/tasks/" + ID + "/withdraw"), 403, "forbidden", "withdrawTask");
            isProblem(caller.basePath("/local").get("/status"), 403, "forbidden", "localStatus");
        }
        for (RequestSpecification caller : List.of(As.office(), As.reader(), As.inspectorate())) {
            isProblem(caller.post("/assignments/" + ID + "/acknowledgement"), 403, "forbidden", "acknowledge");
            isProblem(caller.body(nothing).post("/assignments/" + ID + "/submissions"), 403, "forbidden", "submit");
        }
        isProblem(As.unit("532501").body(nothing).post("/submissions/" + ID + "/review"), 403, "forbidden", "review");
        isProblem(As.unit("532501").get("/unit-groups"), 403, "forbidden", "listUnitGroups");
        isProblem(As.unit("532501").get("/notices/" + ID + "/reminder-plan"), 403, "forbidden", "getReminderPlan");
    }

    @Test
    void theDocumentsForPeopleNeedNoToken() {
        given().get("/q/openapi").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }
}
