package org.duban.task.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Documents the problems of every operation. What follows from the operation's shape (a token, a body, parameters) is
 * added by itself; what is particular to it stands in the extension {@value #NAME} beside the method.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class Problems implements OASFilter {
    /** Name of the extension: a comma-separated list of problem codes. */
    public static final String NAME = "x-problems";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Set<ProblemCode> shared = EnumSet.noneOf(ProblemCode.class);
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/api/") || path.startsWith("/local/")) {
                item.getOperations().forEach((method, operation) -> document(method, operation, shared));
            }
        });
        shared.forEach(code -> api.getComponents().addResponse(code.code(), response(List.of(code))));
    }

    /** @param shared gets the problems that the operation only points to */
    private static void document(PathItem.HttpMethod method, Operation operation, Set<ProblemCode> shared) {
        if (method == PathItem.HttpMethod.GET && operation.getResponses().hasAPIResponse("200")) {
            operation.getResponses().addAPIResponse("304", OASFactory.createAPIResponse()
                    .description("与 If-None-Match 中的 ETag 相同 (unchanged since the ETag in If-None-Match)"));
        }
        Set<String> codes = new LinkedHashSet<>();
        if (operation.getRequestBody() != null) {
            codes.addAll(List.of("content-too-large", "unsupported-media-type"));
            if (operation.getRequestBody().getContent().hasMediaType("application/json")) {
                codes.addAll(List.of("malformed-json", "invalid-field"));
            }
        }
        codes.addAll(List.of("bad-request", "invalid-parameter", "unauthenticated", "forbidden", "not-acceptable", "too-many-requests", "headers-too-large",
                "uri-too-long", "internal-error", "unavailable"));
        Object own = operation.getExtensions() == null ? null : operation.getExtensions().get(NAME);
        if (own != null) {
            codes.addAll(List.of(own.toString().split(",")));
            removeExtension(operation);
        }
        // A status of one problem is described once for all operations; several of one status stand together here.
        byStatus(codes).forEach((status, problems) -> {
            boolean alone = problems.size() == 1;
            shared.addAll(alone ? problems : List.of());
            operation.getResponses().addAPIResponse(String.valueOf(status),
                    alone ? OASFactory.createAPIResponse().ref(problems.get(0).code()) : response(problems));
        });
    }

    /** An extension beside a method is also given to all else that is annotated there. */
    private static void removeExtension(Operation operation) {
        operation.removeExtension(NAME);
        operation.getResponses().removeExtension(NAME);
        operation.getResponses().getAPIResponses().values().forEach(response -> response.removeExtension(NAME));
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().removeExtension(NAME);
        }
    }

    private static Map<Integer, List<ProblemCode>> byStatus(Set<String> codes) {
        Map<Integer, List<ProblemCode>> byStatus = new TreeMap<>();
        for (ProblemCode code : ProblemCode.values()) {
            if (codes.contains(code.code())) {
                byStatus.computeIfAbsent(code.status, status -> new ArrayList<>()).add(code);
            }
        }
        return byStatus;
    }

    private static APIResponse response(List<ProblemCode> problems) {
        Map<String, Example> examples = new LinkedHashMap<>();
        StringBuilder description = new StringBuilder();
        for (ProblemCode code : problems) {
            description.append(description.isEmpty() ? "" : "；").append('`').append(code.code()).append("` ")
                    .append(code.title.zh()).append(" (").append(code.title.en()).append(')');
            Map<String, Object> example = new LinkedHashMap<>();
            example.put("type", "/problems/" + code.code());
            example.put("title", code.title.zh());
            example.put("status", code.status);
            example.put("detail", code.title.zh() + "。");
            example.put("code", code.code());
            examples.put(code.code(), OASFactory.createExample().value(example));
        }
        return OASFactory.createAPIResponse().description(description.toString())
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))
                                .examples(examples)));
    }
}
