package org.duban.task.local;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Describes the parameters that mean the same wherever they stand, and adds the headers that no method declares because a
 * filter or an interceptor reads them: an operation that may answer 428 takes If-Match, one that may answer 422 takes
 * Idempotency-Key, each that reads has an ETag, but for papers. After {@code Problems}, which says what an operation may answer.
 */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 0)
public class ApiParameters implements OASFilter {
    private static final String ETAG_EXAMPLE = "\"6Zc0l1qkQpX3nA2f\"";

    /** By name, or by the thing whose {@code id} or {@code code} it is. */
    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry("notice", "通知的 id (id of the notice)"),
            Map.entry("task", "事项的 id (id of the task)"),
            Map.entry("taskId", "事项的 id (id of the task)"),
            Map.entry("assignment", "责任分工的 id (id of the assignment)"),
            Map.entry("deadline", "完成时限的 id (id of the deadline)"),
            Map.entry("submission", "报送的 id (id of the report)"),
            Map.entry("attachment", "附件的 id (id of the attachment)"),
            Map.entry("extension-request", "延期申请的 id (id of the extension request)"),
            Map.entry("dispute", "异议的 id (id of the dispute)"),
            Map.entry("unit", "责任单位代码 (code of the unit)"),
            Map.entry("unit-group", "单位组代码 (code of the group)"),
            Map.entry("day", "北京时间的日期 (a day in Beijing)"),
            Map.entry("limit", "每页条数，1 至 200 (items on a page, 1 to 200)"),
            Map.entry("role", "在事项中的责任：牵头、责任、配合 (role of the unit in the task)"),
            Map.entry("kind", "INTERIM 进展，FINAL 办结 (interim or final report)"),
            Map.entry("status", "状态 (status)"),
            Map.entry("overdue", "true：只要逾期的；false：只要未逾期的 (true: only overdue, false: only not overdue)"));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
            if (operation.getParameters() != null) {
                operation.getParameters().forEach(parameter -> describe(parameter, path));
            }
            addHeaders(method, operation);
        }));
        // Of Page itself nothing is ever answered.
        api.getComponents().removeSchema("Page");
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        List.copyOf(schemas.keySet()).forEach(name -> api.getComponents().addSchema(pageName(name), schemas.get(name)));
        List.copyOf(schemas.keySet()).stream().filter(name -> !pageName(name).equals(name)).forEach(api.getComponents()::removeSchema);
    }

    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getRef() != null) {
            schema.setRef(pageName(schema.getRef()));
        }
        return schema;
    }

    /** AssignmentPage rather than PageAssignmentView, which is how a {@code Page<AssignmentView>} is called by itself. */
    private static String pageName(String name) {
        return name.replaceFirst("Page([A-Z][A-Za-z]+)View$", "$1Page");
    }

    private static void describe(Parameter parameter, String path) {
        if (parameter.getDescription() == null) {
            String thing = path.replaceFirst("/api/v1/", "").replaceFirst("s?/.*", "");
            boolean key = parameter.getName().equals("id") || parameter.getName().equals("code");
            parameter.setDescription(DESCRIPTIONS.get(key ? thing : parameter.getName()));
        }
    }

    private static void addHeaders(PathItem.HttpMethod method, Operation operation) {
        if (method == PathItem.HttpMethod.GET && !isTagged(operation)) {
            operation.getResponses().removeAPIResponse("304");
        } else if (method == PathItem.HttpMethod.GET) {
            operation.addParameter(header("If-None-Match", ETAG_EXAMPLE,
                    "已有内容的 ETag；未变时答 304 (ETag of what the client has; 304 when it is the same)"));
            operation.getResponses().addAPIResponse("304", OASFactory.createAPIResponse()
                    .description("与 If-None-Match 所给的相同 (the same as named in If-None-Match)"));
            tag(operation.getResponses().getAPIResponse("200"));
        }
        if (operation.getResponses().hasAPIResponse("428")) {
            operation.addParameter(header("If-Match", ETAG_EXAMPLE,
                    "读取时得到的 ETag；更改已有资源时必需 (ETag it was read with; needed to change what exists)"));
        }
        if (operation.getResponses().hasAPIResponse("422")) {
            operation.addParameter(header("Idempotency-Key", "7d0c2b1e-2f5c-4b7a-9a53-0f6f5e8d1c11",
                    "重复发送的凭据：同键同文 24 小时内只生效一次，得同样的答复 (sent again within 24 hours, the same key and body take effect once)",
                    schema -> schema.minLength(1).maxLength(255)));
        }
    }

    /** Papers are made anew each time and have no tag, but for calendars, which are asked for again and again. */
    private static boolean isTagged(Operation operation) {
        return operation.getTags() == null || !operation.getTags().contains("papers")
                || operation.getResponses().getAPIResponse("200").getContent().hasMediaType("text/calendar");
    }

    private static void tag(APIResponse response) {
        response.addHeader("ETag", OASFactory.createHeader().description("内容的版本 (version of the representation)")
                .schema(OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING))).example(ETAG_EXAMPLE));
    }

    private static Parameter header(String name, String example, String description) {
        return header(name, example, description, schema -> schema);
    }

    private static Parameter header(String name, String example, String description,
            UnaryOperator<Schema> limits) {
        return OASFactory.createParameter().name(name).in(Parameter.In.HEADER).description(description).example(example)
                .schema(limits.apply(OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING))));
    }
}
