package org.duban.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the service holds at the moment, so that a request can be one that succeeds. */
public interface World {
    /**
     * Values that lead to something.
     *
     * @param name of a query parameter or a field; for {@code /units/{code}} of a path it is {@code units}; asked first with
     *             the operation before it, {@code putUnit.units}
     * @return none when any value of the schema will do
     */
    List<JsonNode> values(String name);

    /** The token of one who may call the operation. */
    String token(Operation operation);

    /** Whether a fault of the request is told in an answer that is no refusal, as by a dry run. */
    default boolean reportsFaults(Request request) {
        return false;
    }

    /** The path whose ETag a change needs; null: none. */
    default String tagged(Operation operation, String path) {
        return operation.method().equals("GET") || operation.method().equals("POST") ? null : path;
    }
}
