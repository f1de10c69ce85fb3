package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each value is found again at its place in the text as it was given. */
class PlacesTest {
    private static final String TEXT = """
            \ufeff关于加强某项工作的通知
            某政办发〔2023〕9号
            一、工作任务
            （一）加强排查
            1．开展排查，2023年8月5日前完成。（牵头单位：州财 政局；责任单位：州教育局）
            2．建立台账。（责任单位：州教育局）
            请于8月1日前将情况报州教育局，邮箱：a@example.org。联系人：张某某，电话：0000000。
            某州人民政府办公室
            2023年6月1日
            """;

    @Test
    void valuesStandAtTheirPlaces() {
        ParsedNotice notice = NoticeParser.parse(TEXT);
        Map<String, String> found = new LinkedHashMap<>();
        notice.places().forEach((pointer, place) -> found.put(pointer, TEXT.substring(place.start(), place.end())));

        assertEquals("关于加强某项工作的通知", found.get("/title"));
        assertEquals("某政办发〔2023〕9号", found.get("/documentNumber"));
        assertEquals("某州人民政府办公室", found.get("/issuedBy"));
        assertEquals("2023年6月1日", found.get("/issuedOn"));
        assertEquals("8月1日", found.get("/reportBy"));
        assertEquals("8月1日前", found.get("/reportByText"));
        assertEquals("州教育局", found.get("/reportTo"));
        assertEquals("a@example.org", found.get("/mailbox"));
        assertEquals("（一）加强排查", found.get("/sections/0/heading"));
        assertEquals("开展排查，2023年8月5日前完成。", found.get("/tasks/0/text"));
        assertEquals("州财 政局", found.get("/tasks/0/lead/0"));
        assertEquals("州教育局", found.get("/tasks/0/responsible/0"));
        assertEquals("2023年8月5日前", found.get("/tasks/0/dueText"));
        assertEquals(6, notice.places().get("/tasks/1/text").line());
    }

    @Test
    void ofTheSampleEveryUnitHasOne() {
        Labelled sample = Labelled.of(Labelled.SAMPLE);
        ParsedNotice notice = NoticeParser.parse(sample.text());
        for (int i = 0; i < notice.tasks().size(); i++) {
            for (int j = 0; j < notice.tasks().get(i).responsible().size(); j++) {
                Span place = notice.places().get("/tasks/" + i + "/responsible/" + j);
                assertEquals(notice.tasks().get(i).responsible().get(j), sample.text().substring(place.start(), place.end()));
            }
        }
    }
}
