package org.duban.contract;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Fails when an answer of the API is not as the committed document says: its status, its media type, each field of it. */
public final class HeldAgainstDocument implements Filter {
    private final OpenApiDocument document;

    /** @param name of a file of {@code openapi/}, seen from the module beside it */
    public HeldAgainstDocument(String name) {
        document = OpenApiDocument.read(Path.of("..", "openapi", name));
    }

    @Override
    public Response filter(FilterableRequestSpecification request, FilterableResponseSpecification wanted, FilterContext context) {
        Response response = context.next(request, wanted);
        String path = URI.create(request.getURI()).getRawPath();
        if (path.startsWith("/api/") || path.startsWith("/local/")) {
            String type = response.contentType();
            // A file is left to the test, which may want to read it as it comes.
            String body = type == null || type.isEmpty() ? "" : type.contains("json")
                    ? new String(response.asByteArray(), StandardCharsets.UTF_8) : type;
            List<String> faults = document.faults(request.getMethod(), path,
                    new OpenApiDocument.Answer(response.statusCode(), type, body));
            if (!faults.isEmpty()) {
                throw new AssertionError("%s %s answered %d, not as documented: %s%n%s".formatted(request.getMethod(), path,
                        response.statusCode(), faults, body));
            }
        }
        return response;
    }
}
