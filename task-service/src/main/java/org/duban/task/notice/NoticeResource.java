package org.duban.task.notice;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.task.idempotency.Idempotent;
import org.duban.task.limit.MaxBody;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;
import org.duban.task.listing.Page;
import org.duban.task.listing.Paging;
import org.duban.task.parse.Finding;
import org.duban.task.parse.ParsedContact;
import org.duban.task.parse.ParsedSection;
import org.duban.task.precondition.Preconditions;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Notices: store a draft, change it, look at them. Dispatch is {@code assignment}'s. */
@Path("/api/v1/notices")
@Tag(name = "notices")
public class NoticeResource {
    private final Notices notices;
    private final Caller caller;
    private final Paging paging;
    private final Preconditions preconditions;
    private final DraftPatch patch;

    NoticeResource(Notices notices, Caller caller, Paging paging, Preconditions preconditions, DraftPatch patch) {
        this.notices = notices;
        this.caller = caller;
        this.paging = paging;
        this.preconditions = preconditions;
        this.patch = patch;
    }

    /**
     * A stored notice. {@code findings} and {@code sourceText} are given only when one notice is read.
     *
     * @param version rises with every change of it, of a draft's tasks too
     */
    @Schema(name = "Notice",
            requiredProperties = {"id", "title", "status", "ladder", "createdAt", "contact", "sections", "version"})
    public record NoticeView(UUID id, @Schema(examples = "某州校园安全工作方案") String title, String documentNumber,
            String issuedBy, LocalDate issuedOn, LocalDate publishedOn,
            @Schema(examples = "2023-08-01") LocalDate reportBy, String reportByText, String reportTo,
            String reportToUnit, String inspectorateUnit, String mailbox, Notice.Status status,
            LadderChoice ladder, Instant createdAt, Instant dispatchedAt, List<ParsedContact> contact,
            List<ParsedSection> sections, List<Finding> findings, String sourceText, NoticeDraft.Rule deadlineRule,
            int version) {

        public static NoticeView of(Notice n, boolean whole) {
            return new NoticeView(n.id, n.title, n.documentNumber, n.issuedBy, n.issuedOn, n.publishedOn, n.reportBy,
                    n.reportByText, n.reportTo, n.reportToUnit, n.inspectorateUnit, n.mailbox, n.status, n.ladder,
                    n.createdAt, n.dispatchedAt, n.contact, n.sections, whole ? n.findings : null,
                    whole ? n.sourceText : null, NoticeDraft.Rule.of(n.rule()), n.version);
        }
    }

    @POST
    @Idempotent
    @MaxBody(NoticeDraft.MEGABYTES)
    @RolesAllowed(Roles.OFFICE)
    @Extension(name = Problems.NAME, value = "notice-exists,key-in-flight,key-reused")
    @Operation(operationId = "createNotice", summary = "建立通知草稿 (Store a draft)",
            description = "可直接提交 parse 的答复，也可先修改。此时不通知任何单位。文号或全文（不计空白）与已有通知相同的答 409，existing 指出那一份；已撤回的不计。"
                    + "(Send what parse answered, corrected where needed. Nobody is told yet. A notice of the same number, or text but for blanks, "
                    + "is a 409 whose existing names it, unless that was withdrawn.)")
    @APIResponse(responseCode = "201", description = "已建立 (Created)", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = NoticeView.class)))
    public RestResponse<NoticeView> create(@NotNull @Valid NoticeDraft body,
            @Parameter(description = "true：虽与已有通知同号或同文，仍另立一份 (true: store it though one of the same number or text is there)")
            @QueryParam("duplicate") Boolean duplicate) {
        Notice notice = notices.create(body, Boolean.TRUE.equals(duplicate), caller.actor());
        return RestResponse.ResponseBuilder.<NoticeView>create(RestResponse.Status.CREATED)
                .location(URI.create("/api/v1/notices/" + notice.id)).entity(NoticeView.of(notice, true)).build();
    }

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "listNotices", summary = "列出通知 (List notices)",
            description = "按建立的先后排序。单位令牌只能看到有本单位事项的通知。(In order of creation; a unit sees those it has tasks in.)")
    @Transactional
    public Page<NoticeView> list(@QueryParam("status") Notice.Status status,
            @Parameter(description = "上一页的 next (next of the page before)") @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Filter filter = visible().and("n.status = :status", "status", status);
        return paging.read(source(filter), Order.byId(), after, limit).map(n -> NoticeView.of(n, false));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getNotice", summary = "查看一份通知 (Read one notice)",
            description = "含原文与疑点。(With its text and findings.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public NoticeView get(@PathParam("id") UUID id) {
        return paging.one(source(visible().and("n.id = :id", "id", id)))
                .map(n -> NoticeView.of(n, true)).orElseThrow(() -> Notice.missing(id));
    }

    @PUT
    @Path("/{id}")
    @MaxBody(NoticeDraft.MEGABYTES)
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "putNotice", summary = "修改通知草稿 (Replace a draft)",
            description = "以正文替换草稿及其全部事项，须提供 If-Match。原文（sourceText）不再更改，可省略。已交办的答 409，其事项可逐项修改。"
                    + "(Replaces a draft with all its tasks; needs If-Match. The verbatim text stays and may be left out. "
                    + "409 once dispatched: then its tasks are amended one by one.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict,precondition-required,precondition-failed")
    public NoticeView put(@PathParam("id") UUID id, @NotNull @Valid NoticeDraft body) {
        return NoticeView.of(notices.replace(id, caller.actor(), this::requireSeen, notice -> body), true);
    }

    @PATCH
    @Path("/{id}")
    @MaxBody(NoticeDraft.MEGABYTES)
    @Consumes(MergePatch.TYPE)
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "patchNotice", summary = "修改通知草稿的部分字段 (Change fields of a draft)",
            description = "JSON Merge Patch（RFC 7396）：只改所列字段，null 表示去掉，列表（如 tasks）整体替换；须提供 If-Match。原文（sourceText）不再更改。"
                    + "已交办的答 409。(JSON Merge Patch: what is named is changed, null takes away, lists such as tasks are replaced as a whole; "
                    + "needs If-Match. The verbatim text stays. 409 once dispatched.)")
    @Extension(name = Problems.NAME, value = "malformed-json,invalid-field,not-found,illegal-move,conflict,precondition-required,precondition-failed")
    @RequestBody(required = true, content = @Content(mediaType = MergePatch.TYPE, schema = @Schema(implementation = NoticeDraft.class)))
    public NoticeView patch(@PathParam("id") UUID id, @NotNull byte[] body) throws IOException {
        JsonNode changes = patch.read(body);
        return NoticeView.of(notices.replace(id, caller.actor(), this::requireSeen,
                notice -> patch.apply(changes, NoticeDraft.of(notice, Task.ofNotice(id)))), true);
    }

    private void requireSeen(Notice notice) {
        preconditions.require(NoticeView.of(notice, true));
    }

    private static Paging.Source<Notice> source(Filter filter) {
        return new Paging.Source<>(Notice.class, "n", filter, n -> n.id);
    }

    /** Assignment is named in the query only: which units have a part in a notice is known one package further up. */
    private Filter visible() {
        return new Filter().and("exists (select 1 from Assignment a where a.noticeId = n.id and a.unitCode = :unit)",
                "unit", caller.onlyUnit());
    }
}
