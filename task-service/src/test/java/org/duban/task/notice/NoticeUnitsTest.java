package org.duban.task.notice;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Units that a notice prints: confirmed by the office, made in one call, never by themselves. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class NoticeUnitsTest {
    private Fixture fixture;
    private String p;

    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        p = fixture.prefix();
    }

    private Fixture printing(String... names) {
        return fixture.task("1", Map.of("responsible", List.of(names)));
    }

    @Test
    void allThatAreLackingAreMadeAtOnceGroupsApart() {
        printing("州" + p + "农业局", "州" + p + "林草局", "各" + p + "县市人民政府", fixture.names(fixture.reportTo()).get(0)).create();

        fixture.post("/units", Map.of("prefix", p)).statusCode(200).body("created.name", contains("州" + p + "农业局", "州" + p + "林草局"))
                .body("created.code", contains(p + "-02", p + "-03")).body("units", hasSize(4))
                .body("units.findAll { it.code == null }.name", contains("各" + p + "县市人民政府"));

        fixture.post("/units", Map.of("prefix", p)).statusCode(200).body("created", empty());
        assertEquals(List.of("unit.created office"), Sql.rows("select action, actor from audit where entity_id = ?", p + "-02"));
        fixture.dispatch(Map.of()).statusCode(409).body("code", equalTo("units-unknown"));
        As.office().get("/notices/" + fixture.notice() + "/units").then().statusCode(200).body("by", contains("NAME", "NAME", null, "NAME"));
    }

    @Test
    void onlyThoseThatAreNamed() {
        printing("州" + p + "农业局", "州" + p + "林草局").create();

        fixture.post("/units", Map.of("prefix", p, "names", List.of("州" + p + "林草局"))).statusCode(200).body("created.name", contains("州" + p + "林草局"));
        fixture.post("/units", Map.of("prefix", p, "names", List.of("州" + p + "农业局", "没有印的局"))).statusCode(400).body("errors.pointer", contains("/names/1"));

        As.office().get("/notices/" + fixture.notice() + "/units").then().body("findAll { it.code == null }.name", hasItem("州" + p + "农业局"));
    }

    @Test
    void whatTheOfficeSaysOfANameCountsInThisNotice() {
        String unit = fixture.unit("农业农村局");
        printing("农业局").with("units", List.of(Map.of("name", "农业局", "code", unit))).create();

        As.office().get("/notices/" + fixture.notice() + "/units").then().body("find { it.name == '农业局' }.by", equalTo("OFFICE"));
        fixture.dispatch();

        assertEquals(1, fixture.assignments(unit).size());
        As.office().get("/units/" + unit + "/aliases").then().body("", empty());
    }

    @Test
    void aCodeThatNobodyHasIsRefused() {
        printing("农业局").with("units", List.of(Map.of("name", "农业局", "code", "no-such")));

        As.office().body(fixture.draft()).post("/notices").then().statusCode(400).body("errors.pointer", contains("/units/0/code"));
    }

    @Test
    void whatTheDirectorySaysItselfIsNotStored() {
        String name = fixture.names(fixture.reportTo()).get(0);
        printing(name).with("units", List.of(Map.of("name", name, "code", fixture.reportTo(), "by", "NAME", "nearest", List.of()))).create();

        assertEquals(List.of("[]"), Sql.rows("select units::text from notice where id = ?::uuid", fixture.notice()));
    }
}
