package org.duban.notify.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Documents the problems of every operation. What follows from its shape (a token, a body) is added by itself; what is
 * particular to it stands in the extension {@value #NAME} beside its method.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    /** The extension's name; its value is a list of codes with commas. */
    public static final String NAME = "x-problems";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Set<ProblemCode> shared = EnumSet.noneOf(ProblemCode.class);
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().forEach(operation -> document(operation, shared)));
        shared.forEach(code -> api.getComponents().addResponse(code.code(), response(List.of(code))));
    }

    /** @param shared gets the problems that the operation only points to */
    private static void document(Operation operation, Set<ProblemCode> shared) {
        Set<ProblemCode> codes = EnumSet.of(
                ProblemCode.BAD_REQUEST,
                ProblemCode.INVALID_PARAMETER,
                ProblemCode.NOT_ACCEPTABLE,
                ProblemCode.URI_TOO_LONG,
                ProblemCode.HEADERS_TOO_LARGE,
                ProblemCode.INTERNAL_ERROR,
                ProblemCode.UNAVAILABLE);
        boolean open = operation.getSecurity() != null && operation.getSecurity().isEmpty();
        if (!open) {
            codes.addAll(
                    List.of(ProblemCode.UNAUTHENTICATED, ProblemCode.FORBIDDEN, ProblemCode.TOO_MANY_REQUESTS));
        }
        if (operation.getRequestBody() != null) {
            codes.addAll(List.of(
                    ProblemCode.MALFORMED_JSON,
                    ProblemCode.INVALID_FIELD,
                    ProblemCode.CONTENT_TOO_LARGE,
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE));
        }
        if (operation.getExtensions() != null && operation.getExtensions().get(NAME) != null) {
            Arrays.stream(operation.getExtensions().get(NAME).toString().split(","))
                    .map(code -> ProblemCode.of(code.strip()).orElseThrow())
                    .forEach(codes::add);
            operation.removeExtension(NAME);
        }
        // A status of one problem is described once for all operations; several of one status stand together here.
        Map<Integer, List<ProblemCode>> byStatus =
                codes.stream().collect(Collectors.groupingBy(ProblemCode::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, problems) -> {
            boolean alone = problems.size() == 1;
            shared.addAll(alone ? problems : List.of());
            operation
                    .getResponses()
                    .addAPIResponse(
                            String.valueOf(status),
                            alone
                                    ? OASFactory.createAPIResponse()
                                            .ref(problems.get(0).code())
                                    : response(problems));
        });
    }

    private static APIResponse response(List<ProblemCode> problems) {
        Map<String, Example> examples = new TreeMap<>();
        for (ProblemCode code : problems) {
            // In the order of a problem's fields, the same at every build.
            Map<String, Object> example = new LinkedHashMap<>();
            example.put("type", "/problems/" + code.code());
            example.put("title", code.title(false));
            example.put("status", code.status());
            example.put("detail", code.detail(false));
            example.put("code", code.code());
            examples.put(code.code(), OASFactory.createExample().value(example));
        }
        String description = problems.stream()
                .map(code -> "`%s` %s (%s)".formatted(code.code(), code.title(false), code.title(true)))
                .collect(Collectors.joining("；"));
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))
                                        .examples(examples)));
    }
}
