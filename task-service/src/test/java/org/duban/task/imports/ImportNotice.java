package org.duban.task.imports;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.task.As;
import org.duban.task.Fixture;

/** A small notice of one test alone, and the units that it names. */
final class ImportNotice {
    /** What its codes begin with. */
    final String code = new Fixture().prefix();
    /** What stands in its names; a level stands before it, and names are Chinese. */
    final String mark = "测" + code.replaceAll("\\D", "").chars().mapToObj(digit -> "零一二三四五六七八九".substring(digit - '0', digit - '0' + 1))
            .collect(Collectors.joining());

    /** With three tasks under two headings; the second has a day of its own. */
    String text() {
        return """
                某州人民政府办公室关于加强F工作的通知

                各县市人民政府：
                一、工作任务
                （一）开展排查
                1.开展F全面排查。（责任单位：州F财政局、州F教育体育局）
                2.2023年7月25日前完成F整改。（责任单位：州F水利局）
                （二）加强宣传
                1.做好F宣传。（牵头单位：州F教育体育局；配合单位：F财政局）
                请于2023年8月1日前将落实情况报送州F教育体育局，邮箱：fuben@honghe.example。

                2023年7月18日
                """.replace("F", mark);
    }

    String name(String kind) {
        return "州" + mark + kind;
    }

    /** Makes a unit of that kind, with a liaison. */
    String unit(String number, String kind) {
        String unit = code + "-" + number;
        As.office().body(Map.of("name", name(kind))).put("/units/" + unit).then().statusCode(201);
        As.office().body(List.of(Map.of("role", "LIAISON", "post", "联络员", "email", unit.toLowerCase() + "@honghe.example")))
                .put("/units/" + unit + "/contacts").then().statusCode(200);
        return unit;
    }

    /** All that it names. */
    void units() {
        unit("11", "财政局");
        unit("12", "教育体育局");
        unit("13", "水利局");
    }

    /** Read and stored as a draft; its path. */
    String draft() {
        ImportSite.Answer read = ImportSite.post("/import", Map.of("source", text()));
        return ImportSite.send(read, "/import", Map.of()).location().replaceFirst("^https?://[^/]+", "");
    }
}
