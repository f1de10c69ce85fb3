package org.duban.task;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.duban.sample.Sample;

/** The sample, loaded through the public API as an office would. */
public final class SampleNotice {
    private SampleNotice() {}

    /** Units, group and draft; the draft's id. */
    public static String create() {
        for (Sample.Unit unit : Sample.units()) {
            As.office().body(Map.of("name", unit.name())).put("/units/" + unit.code());
        }
        Sample.Group group = Sample.group();
        List<Map<String, String>> members = group.memberCodes().stream().map(code -> Map.of("unit", code)).toList();
        As.office().body(Map.of("name", group.name(), "members", members)).put("/unit-groups/" + group.code());
        String draft = As.office().contentType("text/plain; charset=utf-8").body(Sample.notice()).post("/notices/parse").asString();
        Map<String, Object> corrected = new JsonPath(draft).getMap("");
        corrected.put("mailbox", "xiaoyuan-anquan@honghe.example");
        corrected.put("inspectorateUnit", "532500-03");
        return As.office().body(corrected).post("/notices?duplicate=true").then().statusCode(201).extract().path("id");
    }
}
