package org.duban.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Units and a notice of one test alone, made through the public API, so that tests do not meet each other. */
public final class Fixture {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String prefix = "F" + COUNT.incrementAndGet();
    private final Map<String, Object> draft = new LinkedHashMap<>();
    private final List<Map<String, Object>> tasks = new ArrayList<>();
    private final Map<String, String> units = new LinkedHashMap<>();
    private String notice;

    /** The office's unit receives the reports; it is the one with the code {@link #reportTo}. */
    public Fixture() {
        draft.put("title", prefix + "校园安全工作方案");
        draft.put("issuedBy", "某州人民政府办公室");
        draft.put("reportBy", "2023-08-01");
        draft.put("reportByText", "2023年8月1日前");
        draft.put("reportTo", names(unit("教育体育局")).get(0));
        draft.put("mailbox", prefix.toLowerCase() + "@honghe.example");
        draft.put("contact", List.of(Map.of("name", "张某某", "phone", "0000000")));
        draft.put("tasks", tasks);
    }

    /** The code of the unit that the notice is reported to. */
    public String reportTo() {
        return prefix + "-1";
    }

    public String prefix() {
        return prefix;
    }

    /** Makes a unit of that kind and gives its code. */
    public String unit(String kind) {
        String code = prefix + "-" + (units.size() + 1);
        units.put(code, prefix + "第" + (units.size() + 1) + kind);
        As.office().body(Map.of("name", units.get(code))).put("/units/" + code).then().statusCode(201);
        return code;
    }

    /** As the directory has it now. */
    public String name(String code) {
        return As.json(As.office().get("/units/" + code), 200).path("name").asText();
    }

    public Fixture with(String field, Object value) {
        draft.put(field, value);
        return this;
    }

    /** A task of the units with those codes. */
    public Fixture task(String ref, String... codes) {
        return task(ref, Map.of("responsible", names(codes)));
    }

    /** A task with its own fields, by their names in the API. */
    public Fixture task(String ref, Map<String, Object> fields) {
        Map<String, Object> task = new LinkedHashMap<>(Map.of("ref", ref, "number", ref, "label", "(一)-" + ref,
                "heading", "(一)聚焦专项治理行动", "text", "开展第" + ref + "项排查。"));
        task.putAll(fields);
        tasks.add(task);
        return this;
    }

    /** The names that those units were made with. */
    public List<String> names(String... codes) {
        return List.of(codes).stream().map(units::get).toList();
    }

    public Map<String, Object> draft() {
        return draft;
    }

    /** Stores the draft. */
    public Fixture create() {
        notice = As.json(As.office().body(draft).post("/notices"), 201).path("id").asText();
        return this;
    }

    /** Stores the draft and dispatches it as it is. */
    public Fixture dispatch() {
        if (notice == null) {
            create();
        }
        dispatch(Map.of()).statusCode(200);
        return this;
    }

    public ValidatableResponse dispatch(Map<String, Object> body) {
        return As.office().body(body).post("/notices/" + notice + "/dispatch").then();
    }

    /** Posts to a path under the notice, as the office. */
    public ValidatableResponse post(String path, Map<String, Object> body) {
        return As.office().body(body).post("/notices/" + notice + path).then();
    }

    /** A task as the API takes it, of the units with those codes. */
    public Map<String, Object> draftOf(String ref, String text, String due, String... codes) {
        Map<String, Object> task = new LinkedHashMap<>(Map.of("ref", ref, "text", text, "responsible", names(codes)));
        task.put("due", due);
        return task;
    }

    /** The id of the notice's task with that ref. */
    public String taskId(String ref) {
        return only(ids("/tasks?limit=200&notice=" + notice, task -> task.path("ref").asText().equals(ref)));
    }

    /** Sends the task as it is to be, with the ETag of what it is. */
    public ValidatableResponse change(String taskId, Map<String, Object> task) {
        String tag = As.office().get("/tasks/" + taskId).header("ETag");
        return As.office().header("If-Match", tag).body(Map.of("reason", "汛期延长。", "task", task))
                .put("/notices/" + notice + "/tasks/" + taskId).then();
    }

    public String notice() {
        return notice;
    }

    /** The ids of the unit's assignments in the notice, in the order of its tasks. */
    public List<String> assignments(String code) {
        return ids("/assignments?notice=" + notice + "&unit=" + code, assignment -> true);
    }

    /** The unit's one assignment in the notice. */
    public String assignment(String code) {
        return only(assignments(code));
    }

    /** The unit's one deadline in the notice, as the office sees it. */
    public JsonPath deadline(String code) {
        String id = only(ids("/deadlines?notice=" + notice + "&unit=" + code, deadline -> true));
        return As.office().get("/deadlines/" + id).then().statusCode(200).extract().jsonPath();
    }

    private static List<String> ids(String list, Predicate<JsonNode> wanted) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : As.json(As.office().get(list), 200).path("items")) {
            if (wanted.test(item)) {
                ids.add(item.path("id").asText());
            }
        }
        return ids;
    }

    private static <T> T only(List<T> items) {
        if (items.size() != 1) {
            throw new AssertionError("One was expected, not " + items);
        }
        return items.get(0);
    }

    public ValidatableResponse acknowledge(String assignment, String code) {
        return As.unit(code).post("/assignments/" + assignment + "/acknowledgement").then();
    }

    /** Reports on an assignment; kind is INTERIM or FINAL. */
    public ValidatableResponse submit(String assignment, String code, String kind) {
        return As.unit(code).body(Map.of("kind", kind, "summary", "已完成专项排查。"))
                .post("/assignments/" + assignment + "/submissions").then();
    }

    /** Files a final report; the id of the submission. */
    public String report(String assignment, String code) {
        return As.json(submit(assignment, code, "FINAL").extract().response(), 201).path("id").asText();
    }

    public ValidatableResponse accept(String submission) {
        return As.office().body(Map.of("decision", "ACCEPT")).post("/submissions/" + submission + "/review").then();
    }

    public ValidatableResponse giveBack(String submission, String newDue) {
        return As.office().body(Map.of("decision", "RETURN", "reason", "未附整改清单。", "newDue", newDue))
                .post("/submissions/" + submission + "/review").then();
    }
}
