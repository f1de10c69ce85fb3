package org.duban.task.paper;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Letters to those that are late, and to nobody else. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class LettersTest {
    private Fixture fixture;
    private String water;
    private String health;

    /** Water owes two by 1 August and one later; health owes one by 1 August, and has reported. */
    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        water = fixture.unit("水利局");
        health = fixture.unit("卫生健康委");
        fixture.task("1", water, health).task("2", Map.of("responsible", fixture.names(water), "text", "长".repeat(200)))
                .task("3", Map.of("responsible", fixture.names(water), "due", "2023-08-31", "dueText", "8月31日前")).dispatch();
        fixture.report(fixture.assignment(health), health);
    }

    private String letter(String unit) {
        return "/notices/" + fixture.notice() + "/letters/" + unit + ".docx";
    }

    private String all() {
        return "/notices/" + fixture.notice() + "/letters.zip";
    }

    private Map<String, Docx> letters() throws IOException {
        Map<String, Docx> letters = new TreeMap<>();
        byte[] bytes = As.office().get(all()).then().statusCode(200).contentType("application/zip").extract().asByteArray();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                letters.put(entry.getName(), Docx.of(zip.readAllBytes()));
            }
        }
        return letters;
    }

    @Test
    void itNamesWhatTheUnitIsLateWith() {
        fixture.acknowledge(fixture.assignments(water).get(1), water).statusCode(200);
        BusinessClock.set("2023-08-09T09:00");

        byte[] letter = As.reader().get(letter(water)).then().statusCode(200).contentType(PaperAnswer.DOCX)
                .header("Content-Disposition", containsString("%E5%82%AC%E5%8A%9E%E5%87%BD-" + water)).extract().asByteArray();
        String title = "《" + fixture.prefix() + "校园安全工作方案》";
        assertEquals(List.of("演示数据：由演示环境产生，内容不作为工作依据。",
                "关于催办" + title + "逾期事项的函", fixture.name(water) + "：",
                title + "所列由你单位办理的下列事项已超过完成时限。截至2023年8月9日，共2项尚未报送办结情况：",
                "1.(一)-1 开展第1项排查。（责任；完成时限2023年8月1日，逾期6个工作日；待签收）",
                "2.(一)-2 " + "长".repeat(119) + "…（责任；完成时限2023年8月1日，逾期6个工作日；办理中）",
                "请你单位抓紧办理，尽快将办理情况报送" + fixture.name(fixture.reportTo()) + "（邮箱：" + fixture.prefix().toLowerCase()
                        + "@honghe.example）。确有特殊情况的，请及时书面说明原因和预计完成时间。",
                "联系人：张某某，0000000。", "特此函告。", fixture.name(fixture.reportTo()), "2023年8月9日"), Docx.of(letter).lines());
    }

    @Test
    void thereIsOneForEachLateUnit() throws IOException {
        BusinessClock.set("2023-08-02T09:00");
        assertEquals(List.of("演示数据-催办函-" + water + "-" + fixture.name(water) + ".docx"), List.copyOf(letters().keySet()));

        fixture.giveBack(As.office().get("/submissions?notice=" + fixture.notice()).path("items[0].id"), "2023-08-02").statusCode(200);
        BusinessClock.set("2023-08-03T09:00");
        Map<String, Docx> letters = letters();
        assertEquals(2, letters.size());
        letters.forEach((name, letter) -> assertTrue(letter.lines().contains(
                (name.contains(water) ? fixture.name(water) : fixture.name(health)) + "："), name));
    }

    @Test
    void whoIsNotLateGetsNone() {
        As.office().get(letter(water)).then().statusCode(409).body("code", equalTo("not-overdue"))
                .body("detail", equalTo(fixture.name(water) + "在该通知中没有逾期事项。"));
        As.office().header("Accept-Language", "en").get(all()).then().statusCode(409).body("code", equalTo("not-overdue"))
                .body("detail", equalTo("No unit is late with this notice."));
        // The last day is no day too late (R2)
        BusinessClock.set("2023-08-01T23:59");
        As.office().get(letter(water)).then().statusCode(409);
        BusinessClock.set("2023-08-02T00:00");
        As.office().get(letter(water)).then().statusCode(200);
        As.office().get(letter(health)).then().statusCode(409);
        As.office().get(letter(fixture.reportTo())).then().statusCode(409);
        As.office().get(letter("nobody")).then().statusCode(404);
        As.office().get(letter("a_b")).then().statusCode(400).body("errors[0].parameter", equalTo("unitCode"));
        As.office().get("/notices/" + UUID.randomUUID() + "/letters.zip").then().statusCode(404);
    }

    @Test
    void aNoticeThatHasEndedChasesNobody() {
        BusinessClock.set("2023-08-09T09:00");
        fixture.post("/close", Map.of("reason", "各项工作已落实。")).statusCode(200);

        As.office().get(letter(water)).then().statusCode(409).body("code", equalTo("illegal-move"));
        As.office().get(all()).then().statusCode(409).body("code", equalTo("illegal-move"));
    }

    @Test
    void unitsGetNone() {
        BusinessClock.set("2023-08-09T09:00");

        As.unit(water).get(letter(water)).then().statusCode(403);
        As.unit(water).get(all()).then().statusCode(403);
        assertEquals(0, As.inspectorate().head(all()).then().statusCode(200).extract().asByteArray().length);
    }
}
