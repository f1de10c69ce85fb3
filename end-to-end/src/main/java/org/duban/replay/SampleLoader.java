package org.duban.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.product.Api;
import org.duban.product.Product;
import org.duban.sample.Sample;

/** Loads the sample through the public API only, as an office would: units, contacts, group, notice, dispatch. */
public final class SampleLoader {
    /**
     * Stands in for the notice's own mailbox, which is real: mail never goes to it from a sample. The office corrects
     * the draft before it stores it, as it may correct any draft; the verbatim text keeps the real one.
     */
    public static final String MAILBOX = "xiaoyuan-anquan@honghe.example";
    /** 州政府督查室. */
    public static final String INSPECTORATE = "532500-03";

    private final Api office;

    public SampleLoader(Product product) {
        this.office = product.tasksAs("office", null);
    }

    /** Loads what is not there yet, so it goes on where an earlier load was cut off; the notice's id. */
    public String load() {
        Optional<JsonNode> known = office.all("/api/v1/notices").stream().findFirst();
        if (known.isEmpty()) {
            loadUnits();
        }
        JsonNode notice = known.orElseGet(this::createNotice);
        String id = notice.path("id").asText();
        if (notice.path("status").asText().equals("DRAFT")) {
            office.post("/api/v1/notices/" + id + "/dispatch", Map.of());
        }
        return id;
    }

    /** Its units, contacts and group. */
    public void loadUnits() {
        for (Sample.Unit unit : Sample.units()) {
            office.put("/api/v1/units/" + unit.code(), Map.of("name", unit.name()));
            office.put("/api/v1/units/" + unit.code() + "/contacts", unit.contacts());
        }
        Sample.Group group = Sample.group();
        List<Map<String, String>> members = group.memberCodes().stream().map(code -> Map.of("unit", code)).toList();
        office.put("/api/v1/unit-groups/" + group.code(), Map.of("name", group.name(), "members", members));
    }

    private JsonNode createNotice() {
        ObjectNode draft = (ObjectNode) office.postText("/api/v1/notices/parse", Sample.notice());
        draft.put("mailbox", MAILBOX);
        draft.put("inspectorateUnit", INSPECTORATE);
        return office.post("/api/v1/notices", draft);
    }
}
