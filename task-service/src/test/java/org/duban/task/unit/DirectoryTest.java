package org.duban.task.unit;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.event.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DirectoryTest {
    private Fixture fixture;
    private String code;
    /** Where the next page of a list begins, as a further parameter; null after the last. */
    private String next;

    @BeforeEach
    void makeAUnit() {
        fixture = new Fixture();
        code = fixture.unit("水利局");
    }

    private static ValidatableResponse put(String code, String name) {
        return As.office().header("If-Match", "*").body(Map.of("name", name)).put("/units/" + code).then();
    }

    private static ValidatableResponse putGroup(String code, String name, String... members) {
        return As.office().header("If-Match", "*").body(Map.of("name", name, "members",
                List.of(members).stream().map(unit -> Map.of("unit", unit)).toList())).put("/unit-groups/" + code).then();
    }

    private ValidatableResponse putContacts(Object... contacts) {
        return As.office().header("If-Match", "*").body(contacts).put("/units/" + code + "/contacts").then();
    }

    private static Map<String, String> contact(String role, String post, String email) {
        return Map.of("role", role, "post", post, "email", email);
    }

    @Test
    void aUnitIsCreatedOnceAndCanBeRenamed() {
        String name = fixture.name(code);

        put(code, name).statusCode(200).body("name", equalTo(name));
        put(code, name + "（新）").statusCode(200);

        assertEquals(name + "（新）", fixture.name(code));
    }

    @Test
    void aNameThatAnotherHasIsRefusedInAnySpelling() {
        put(fixture.prefix() + "-a", "某某州司法局" + fixture.prefix()).statusCode(201);

        for (String spelling : List.of("某某州司法局", "某某州 司法局", "　某某州司法局", "某某州司法局\t")) {
            put(fixture.prefix() + "-b", spelling + fixture.prefix()).statusCode(409).body("code", equalTo("name-taken"))
                    .body("errors.pointer", contains("/name"));
        }
        put(fixture.prefix() + "-b", "某某州司法局" + fullWidth(fixture.prefix())).statusCode(409);
        putGroup(fixture.prefix() + "-g", "某某州司法局" + fixture.prefix(), code).statusCode(409).body("code", equalTo("name-taken"));
        As.office().get("/units/" + fixture.prefix() + "-b").then().statusCode(404);
    }

    private static String fullWidth(String ascii) {
        return ascii.chars().mapToObj(c -> Character.toString(c + 0xFEE0)).collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "　", "\u0000"})
    void aUnitNeedsAName(String name) {
        put(fixture.prefix() + "-x", name).statusCode(400).body("code", equalTo("invalid-field"))
                .body("errors.pointer", contains("/name"));
    }

    @Test
    void aCodeOfOtherCharactersIsRefused() {
        put("532500_1", "州某局").statusCode(400).body("errors.parameter", contains("code"));
    }

    @Test
    void aGroupIsCreatedOnceAndCanBeChanged() {
        String group = fixture.prefix() + "-g";
        putGroup(group, "各县市" + group, code).statusCode(201);

        putGroup(group, "各县市" + group, code).statusCode(200);
        putGroup(group, "各县市" + group, fixture.reportTo(), code).statusCode(200);

        As.office().get("/unit-groups?limit=200").then().statusCode(200)
                .body("items.find { it.code == '%s' }.members.unit".formatted(group), contains(fixture.reportTo(), code));
    }

    @Test
    void aGroupOfUnknownUnitsIsRefusedAndEachIsNamed() {
        putGroup(fixture.prefix() + "-g", "各县市" + fixture.prefix(), code, "no-1", "no-2").statusCode(409)
                .body("code", equalTo("units-unknown")).body("errors.pointer", contains("/members/1/unit", "/members/2/unit"));

        As.office().get("/unit-groups?limit=200").then().body("items.code", not(hasItem(fixture.prefix() + "-g")));
    }

    @Test
    void aUnitSeesOnlyItself() {
        As.unit(code).get("/units").then().statusCode(200).body("items.code", contains(code));
        As.unit(code).get("/units/" + code).then().statusCode(200);
        As.unit(code).get("/units/" + fixture.reportTo()).then().statusCode(404).body("code", equalTo("not-found"));
        As.unit(null).get("/units").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void contactsAreReplacedAsAWholeAndShownToTheUnitAlone() {
        putContacts(contact("LIAISON", "老联络员", "old@honghe.example")).statusCode(200);
        putContacts(contact("LIAISON", "办公室联络员", "a@honghe.example"), contact("LEADER", "分管负责人", "b@honghe.example"))
                .statusCode(200);

        As.unit(code).get("/units/" + code + "/contacts").then().statusCode(200)
                .body("email", contains("a@honghe.example", "b@honghe.example"));
        As.unit(fixture.reportTo()).get("/units/" + code + "/contacts").then().statusCode(404);
        As.reader().get("/units/" + code + "/contacts").then().statusCode(403);
    }

    @Test
    void contactsGoToTheirTopicAndNowhereElse() {
        putContacts(contact("LIAISON", "办公室联络员", "only-here@honghe.example"));
        put(code, fixture.name(code) + "二").statusCode(200);
        BusinessClock.settle();

        List<KafkaTap.Received> events = KafkaTap.all().stream().filter(e -> e.key().equals(code)).toList();

        assertEquals(List.of(Topics.CONTACTS, Topics.CONTACTS), events.stream().map(KafkaTap.Received::topic).toList());
        assertEquals(fixture.name(code), events.get(1).at("/unit/name"), "a renamed unit is told with its contacts");
        assertEquals("only-here@honghe.example", events.get(1).at("/contacts/0/email"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "a b@honghe.example", "a@b@honghe.example", "张@honghe.example",
        "a@honghe.example\nBcc: b@honghe.example"})
    void anAddressMustBeOnePlainAddress(String email) {
        putContacts(contact("LIAISON", "联络员", "good@honghe.example"), contact("LEADER", "分管负责人", email))
                .statusCode(400).body("code", equalTo("invalid-field")).body("errors.pointer", hasItem("/1/email"));

        As.office().get("/units/" + code + "/contacts").then().body("$", hasSize(0));
    }

    @Test
    void twoPostsWithOneAddressInOneRoleAreRefused() {
        putContacts(contact("LIAISON", "甲岗", "a@honghe.example"), contact("LIAISON", "乙岗", "a@honghe.example"))
                .statusCode(400).body("errors.pointer", contains("/1/email"));
    }

    @Test
    void contactsOfAnUnknownUnitAreNotFound() {
        As.office().body(List.of()).put("/units/no-such/contacts").then().statusCode(404);
    }

    private ValidatableResponse putAliases(String... names) {
        return As.office().body(List.of(names)).put("/units/" + code + "/aliases").then();
    }

    @Test
    void anAliasIsAsGoodAsTheNameAtDispatch() {
        putAliases(fixture.prefix() + "水利部门", fixture.prefix() + "水务局").statusCode(200);

        fixture.task("1", Map.of("responsible", List.of(fixture.prefix() + " 水务局"))).dispatch();

        assertEquals(1, fixture.assignments(code).size());
        As.unit(code).get("/units/" + code + "/aliases").then().statusCode(200)
                .body("$", contains(fixture.prefix() + "水利部门", fixture.prefix() + "水务局"));
        As.unit(fixture.reportTo()).get("/units/" + code + "/aliases").then().statusCode(404);
    }

    @Test
    void anAliasIsUniqueOverUnitsGroupsAndAliases() {
        String alias = fixture.prefix() + "水务局";
        String group = fixture.prefix() + "各局";
        putGroup(fixture.prefix() + "-g", group, code).statusCode(201);
        putAliases(alias).statusCode(200);

        for (String taken : List.of(fixture.name(fixture.reportTo()), group + " ")) {
            As.office().header("If-Match", "*").body(List.of("x" + fixture.prefix(), taken)).put("/units/" + code + "/aliases")
                    .then().statusCode(409).body("code", equalTo("name-taken")).body("errors.pointer", contains("/1"));
        }
        As.office().body(List.of(alias)).put("/units/" + fixture.reportTo() + "/aliases").then().statusCode(409);
        put(fixture.prefix() + "-b", alias).statusCode(409);
        putGroup(fixture.prefix() + "-h", alias, code).statusCode(409);
        As.office().get("/units/" + code + "/aliases").then().body("$", contains(alias));
    }

    @Test
    void aliasesAreChangedOnlyByWhoHasSeenThem() {
        putAliases("甲" + code).statusCode(200);
        putAliases("甲" + code).statusCode(200);

        putAliases("乙" + code).statusCode(428);
        String tag = As.office().get("/units/" + code + "/aliases").header("ETag");
        As.office().header("If-Match", "\"other\"").body(List.of("乙" + code)).put("/units/" + code + "/aliases").then().statusCode(412);
        As.office().header("If-Match", tag).body(List.of("乙" + code)).put("/units/" + code + "/aliases").then().statusCode(200);
        As.office().header("If-Match", "*").body(List.of("乙" + code, "乙 " + code)).put("/units/" + code + "/aliases").then()
                .statusCode(400).body("errors.pointer", contains("/1"));

        As.office().get("/units/" + code + "/aliases").then().body("$", contains("乙" + code));
        As.office().body(List.of()).put("/units/no-such/aliases").then().statusCode(404);
    }

    /** Uniqueness spans three tables; a race must not get around it. */
    @Test
    void oneOfManyAtOnceGetsTheName() {
        String name = "争" + code;
        List<Integer> statuses = IntStream.range(0, 16).parallel().mapToObj(n -> switch (n % 3) {
            case 0 -> put(fixture.prefix() + "-r" + n, name);
            case 1 -> putGroup(fixture.prefix() + "-r" + n, name, code);
            default -> As.office().body(List.of(name)).put("/units/" + fixture.reportTo() + "/aliases").then();
        }).map(answer -> answer.extract().statusCode()).sorted().toList();

        assertEquals(List.of(), statuses.stream().filter(status -> !List.of(200, 201, 409).contains(status)).toList());
        long names = Sql.count("select (select count(*) from unit where name = ?) + (select count(*) from unit_group where name = ?)"
                + " + (select count(*) from unit_alias where name = ?)", name, name, name);
        assertEquals(1, names);
    }

    @Test
    void unitsAndGroupsArePagedByCode() {
        for (int n = 1; n <= 5; n++) {
            put(fixture.prefix() + "-p" + n, fixture.prefix() + "第" + n + "所").statusCode(201);
            putGroup(fixture.prefix() + "-q" + n, fixture.prefix() + "第" + n + "组", code).statusCode(201);
        }
        for (String list : List.of("/units", "/unit-groups")) {
            // Those of other tests, which are thousands, are passed by in larger pages.
            String start = "";
            for (int limit : new int[] {200, 20}) {
                while (codes(list + "?limit=" + limit, start).stream().noneMatch(this::isPaged)) {
                    start = next;
                }
            }
            List<String> seen = new ArrayList<>();
            for (next = start; next != null && seen.stream().filter(this::isPaged).count() < 5;) {
                seen.addAll(codes(list + "?limit=3", next));
            }
            assertEquals(seen.stream().sorted().distinct().toList(), seen);
            assertEquals(5, seen.stream().filter(this::isPaged).count());
            while (next != null) {
                codes(list + "?limit=200", next);
            }
        }
    }

    private List<String> codes(String path, String after) {
        JsonPath page = As.office().get(path + after).then().statusCode(200).extract().jsonPath();
        next = page.getString("next") == null ? null : "&after=" + page.getString("next");
        return page.getList("items.code");
    }

    private boolean isPaged(String code) {
        return code.matches(fixture.prefix() + "-[pq].");
    }
}
