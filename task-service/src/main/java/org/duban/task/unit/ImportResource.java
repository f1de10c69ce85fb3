package org.duban.task.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duban.task.idempotency.Idempotent;
import org.duban.task.limit.MaxBody;
import org.duban.task.problem.Languages;
import org.duban.task.problem.PlainText;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.ProblemMappers;
import org.duban.task.problem.Problems;
import org.duban.task.problem.Text;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.duban.task.unit.ImportPlan.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Many units, aliases and contacts at once, as CSV or JSON. */
@Path("/api/v1/units/import")
@Tag(name = "units")
public class ImportResource {
    private static final int MEGABYTES = 5;
    private static final int MOST_LINES = 20_000;
    /** Named in a refusal; a dry run names all. */
    private static final int MOST_ERRORS = 200;
    private static final MediaType CSV = new MediaType("text", "csv");

    private final DirectoryImport directory;
    private final Caller caller;
    private final HttpHeaders headers;
    private final Validator validator;
    private final ObjectMapper json;

    ImportResource(DirectoryImport directory, Caller caller, HttpHeaders headers, Validator validator, ObjectMapper json) {
        this.directory = directory;
        this.caller = caller;
        this.headers = headers;
        this.validator = validator;
        this.json = json;
    }

    @POST
    @Idempotent
    @MaxBody(MEGABYTES)
    @Consumes({"text/csv", MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "importUnits", summary = "批量导入单位和联络方式 (Import units and contacts)",
            description = """
                    CSV 为 UTF-8，表头 code,name,alias,role,post,email；每个联络方式一行，同一单位可有多行，alias 以 | 分隔；JSON 为同样各行的列表。\
                    最多 5 MB、20000 行。全部写入或全部不写；导入中写明的名称、别名、联络方式替换原有的，没有写的保持不变；不需要 If-Match。\
                    dryRun=true 只报告、不写入，并列出每一行的错误；正式导入有错误时答 400，errors 的 pointer 为 /行号/列名。

                    (CSV in UTF-8, a line a contact, several lines a unit, aliases separated by |; JSON is a list of the same lines. \
                    All or nothing. What the lines say of a unit replaces what was there, what they do not say stays. A dry run stores \
                    nothing and reports each line; an import with errors is a 400 whose pointers are /line/column.)""")
    @Extension(name = Problems.NAME, value = "malformed-csv,import-refused,key-in-flight,key-reused,conflict")
    @RequestBody(required = true, content = {
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.ARRAY, implementation = ImportLine.class))})
    public RestResponse<ImportReport> run(
            @Parameter(description = "true：只报告，不写入 (true: report only; false by default)") @QueryParam("dryRun") Boolean dryRun,
            @NotNull byte[] body) throws IOException {
        boolean reportOnly = Boolean.TRUE.equals(dryRun);
        SortedMap<Integer, ImportLine> lines = CSV.isCompatible(headers.getMediaType()) ? csv(body) : json(body);
        if (lines.size() > MOST_LINES) {
            throw new ProblemException(ProblemCode.CONTENT_TOO_LARGE, Text.of("一次最多导入 %d 行，实有 %d 行。",
                    "At most %d lines at once; there are %d.", MOST_LINES, lines.size()));
        }
        SortedMap<Integer, List<Problem>> problems = new TreeMap<>();
        lines.forEach((number, line) -> {
            List<Problem> ofLine = check(line);
            if (!ofLine.isEmpty()) {
                problems.put(number, ofLine);
            }
        });
        ImportPlan plan = directory.run(lines, problems, reportOnly, caller.actor());
        if (!reportOnly && !plan.problems().isEmpty()) {
            throw refused(plan.problems());
        }
        return RestResponse.ok(plan.report(!reportOnly, Languages.english(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))));
    }

    private static SortedMap<Integer, ImportLine> csv(byte[] body) {
        int number = 1;
        SortedMap<Integer, ImportLine> lines = new TreeMap<>();
        for (ImportLine line : ImportCsv.read(body)) {
            number++;
            if (line != null) {
                lines.put(number, line);
            }
        }
        return lines;
    }

    private SortedMap<Integer, ImportLine> json(byte[] body) throws IOException {
        SortedMap<Integer, ImportLine> lines = new TreeMap<>();
        for (ImportLine line : readJson(body)) {
            if (line == null) {
                throw ProblemException.field("/" + lines.size(), "不能为 null。", "It may not be null.");
            }
            lines.put(lines.size() + 1, line);
        }
        return lines;
    }

    /** Read here and not by the framework, since the body may be CSV as well. */
    private List<ImportLine> readJson(byte[] body) throws IOException {
        try {
            List<ImportLine> lines = json.readValue(body, new TypeReference<List<ImportLine>>() {});
            if (lines == null) {
                throw ProblemException.field("", "不能为 null。", "It may not be null.");
            }
            return lines;
        } catch (JsonProcessingException e) {
            throw ProblemMappers.ofJson(e);
        }
    }

    /** What is wrong with a line by itself. */
    private List<Problem> check(ImportLine line) {
        List<Problem> problems = new ArrayList<>();
        validator.validate(line).forEach(violation -> problems.add(new Problem(
                violation.getPropertyPath().toString().replaceAll("\\[.*", ""), new Text(violation.getMessage(), violation.getMessage()))));
        if (line.hasContact()) {
            required(problems, "role", line.role());
            required(problems, "post", line.post());
            required(problems, "email", line.email());
        }
        plain(problems, "name", line.name());
        line.aliases().forEach(alias -> plain(problems, "alias", alias));
        plain(problems, "post", line.post());
        return problems;
    }

    private static void required(List<Problem> problems, String field, String value) {
        if (!ImportLine.isGiven(value)) {
            problems.add(new Problem(field, Text.of("role、post、email 须一并填写。", "role, post and email go together.")));
        }
    }

    private static void plain(List<Problem> problems, String field, String value) {
        if (value != null && !PlainText.isPlain(value)) {
            problems.add(new Problem(field, Text.of("含有不允许的字符。", "It has characters that are not allowed.")));
        }
    }

    private static ProblemException refused(SortedMap<Integer, List<Problem>> problems) {
        ProblemException refused = new ProblemException(ProblemCode.IMPORT_REFUSED, Text.of(
                "有 %d 行有误，见 errors（最多列出 %d 处；dryRun=true 列出全部）；本次请求未产生任何更改。",
                "%d lines are wrong; see errors (at most %d; dryRun=true gives all). Nothing was changed.", problems.size(), MOST_ERRORS));
        problems.entrySet().stream().flatMap(line -> line.getValue().stream().map(problem ->
                        new Object[] {"/" + line.getKey() + "/" + problem.field(), problem.what()})).limit(MOST_ERRORS)
                .forEach(place -> refused.at((String) place[0], (Text) place[1]));
        return refused;
    }
}
