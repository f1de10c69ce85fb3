package org.duban.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.duban.product.Api;

/** How the notice stands at an instant, from its assignments. */
record Standing(int open, int completed, int overdue, int red, int yellow, int green) {
    static Standing of(Api office, String notice) {
        List<JsonNode> all = office.all("/api/v1/assignments?notice=" + notice);
        return new Standing(
                count(all, "status", "AWAITING_ACKNOWLEDGEMENT") + count(all, "status", "IN_PROGRESS")
                        + count(all, "status", "SUBMITTED"),
                count(all, "status", "COMPLETED"), count(all, "overdue", "true"),
                count(all, "light", "RED"), count(all, "light", "YELLOW"), count(all, "light", "GREEN"));
    }

    private static int count(List<JsonNode> assignments, String field, String value) {
        return (int) assignments.stream().filter(a -> a.path(field).asText().equals(value)).count();
    }
}
