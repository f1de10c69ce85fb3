package org.duban.contract;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.contract.OpenApiDocument.Operation;

/** The committed documents. */
final class Documents {
    static final Map<String, OpenApiDocument> ALL = Map.of("task-service", read("task-service.yaml"),
            "notify-service", read("notify-service.yaml"));

    private Documents() {}

    /** @param file seen from {@code openapi/} */
    static OpenApiDocument read(String file) {
        return OpenApiDocument.read(Path.of(file));
    }

    /** An operation with its document. */
    record Described(OpenApiDocument document, Operation operation) {
        @Override
        public String toString() {
            return operation.id();
        }
    }

    static Stream<Described> operations() {
        return ALL.values().stream().flatMap(document -> document.operations().stream().map(each -> new Described(document, each)));
    }
}
