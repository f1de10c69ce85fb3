package org.duban.notify.precondition;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Documents what {@link EntityTagFilter} does, for each operation that reads JSON. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class EntityTagDocument implements OASFilter {

    private static final String EXAMPLE = "\"6Zc0l1qkQpX3nA2f\"";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().values().forEach(item -> {
            Operation get = item.getOperations().get(PathItem.HttpMethod.GET);
            if (get != null && readsJson(get)) {
                document(get);
            }
        });
    }

    private static boolean readsJson(Operation operation) {
        return operation.getResponses().getAPIResponse("200").getContent().hasMediaType("application/json");
    }

    private static void document(Operation operation) {
        Schema text = OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
        operation.addParameter(OASFactory.createParameter()
                .name("If-None-Match")
                .in(Parameter.In.HEADER)
                .description("已有内容的 ETag；未变时为 304。The ETag of what the client has; 304 when it is the same.")
                .example(EXAMPLE)
                .schema(text));
        APIResponse found = operation.getResponses().getAPIResponse("200");
        found.addHeader(
                "ETag",
                OASFactory.createHeader()
                        .description("内容的版本。The version of the representation.")
                        .schema(text)
                        .example(EXAMPLE));
        operation
                .getResponses()
                .addAPIResponse(
                        "304",
                        OASFactory.createAPIResponse()
                                .description("与 If-None-Match 所给的相同。The same as named in If-None-Match."));
    }
}
