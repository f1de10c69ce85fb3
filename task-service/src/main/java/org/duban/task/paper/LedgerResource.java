package org.duban.task.paper;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.duban.task.assignment.Assignment;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.notice.Notice;
import org.duban.task.problem.Languages;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** 台账: the register of a notice as a table. */
@Path("/api/v1/notices")
@Tag(name = "papers")
public class LedgerResource {
    private final LedgerQuery query;
    private final PaperConfig config;
    private final Caller caller;
    private final Clock clock;

    LedgerResource(LedgerQuery query, PaperConfig config, Caller caller, Clock clock) {
        this.query = query;
        this.config = config;
        this.caller = caller;
        this.clock = clock;
    }

    /** Begins a file of one kind. */
    private interface Kind {
        LedgerFile begin(LedgerFile.Head head, OutputStream to) throws IOException;
    }

    @GET
    @Path("/{id}/ledger.xlsx")
    @Produces(PaperAnswer.XLSX)
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getLedgerSheet", summary = "台账（Excel） (The ledger as a sheet)",
            description = "列为序号、事项、责任单位、角色、完成时限、进展、状态、灯，按事项合并，已设好横向打印；标题随 Accept-Language 用中文或英文。"
                    + "单位令牌得到本单位的，以及本单位牵头事项中其他单位的。草稿只有表头。(Columns as offices have them, merged by task, set up to be "
                    + "printed across; headings by Accept-Language. A unit gets its own rows and those on tasks that it leads; a draft has none.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @APIResponse(responseCode = "200", description = "xlsx 文件 (the sheet)", content = @Content(mediaType = PaperAnswer.XLSX,
            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Transactional
    public Response sheet(@PathParam("id") UUID id,
            @Parameter(description = "打印用纸，默认 A4 (paper to print on; A4 by default)") @QueryParam("paper") PaperSize paper,
            @Context HttpHeaders headers) {
        return answer(id, headers, PaperAnswer.XLSX, ".xlsx", (head, to) -> new LedgerSheet(head, paper == null ? PaperSize.A4 : paper, to));
    }

    @GET
    @Path("/{id}/ledger.csv")
    @Produces(PaperAnswer.CSV)
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getLedgerCsv", summary = "台账（CSV） (The ledger as CSV)",
            description = "与 ledger.xlsx 相同的各列，每行完整；RFC 4180，UTF-8 带 BOM。以 = + - @ 等开头、会被当作公式的单元格，前面加一个撇号（'）。"
                    + "(The columns of ledger.xlsx, each row whole; RFC 4180, UTF-8 with its mark. A cell that a program would take for a "
                    + "formula, beginning with = + - @ or a control, is preceded by an apostrophe.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @APIResponse(responseCode = "200", description = "CSV 文件 (the file)", content = @Content(mediaType = PaperAnswer.CSV,
            schema = @Schema(type = SchemaType.STRING)))
    @Transactional
    public Response csv(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        return answer(id, headers, PaperAnswer.CSV + ";charset=UTF-8", ".csv", (head, to) -> new LedgerCsv(head.english(), to));
    }

    private Response answer(UUID id, HttpHeaders headers, String type, String ending, Kind kind) {
        Notice notice = visible(id);
        Instant now = clock.instant();
        String reader = caller.onlyUnit();
        boolean english = Languages.english(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        LedgerFile.Head head = head(notice, now, reader != null, english);
        return PaperAnswer.of(type, PaperAnswer.name(config.demo(), notice.title + (english ? "-ledger" : "台账"), ending), to -> {
            LedgerFile file = kind.begin(head, to);
            query.read(id, reader, BusinessDays.dayOf(now), page -> {
                file.add(page);
                to.flush();
            });
            file.finish();
        }).header(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "zh-CN").header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE).build();
    }

    private LedgerFile.Head head(Notice notice, Instant now, boolean part, boolean english) {
        LocalTime time = LocalTime.ofInstant(now, BusinessDays.ZONE).truncatedTo(ChronoUnit.MINUTES);
        String note = notice.status == Notice.Status.DRAFT ? (english ? "A draft, not dispatched" : "草稿，尚未交办")
                : english ? "As of " + BusinessDays.dayOf(now) + " " + time + (part ? "; one unit's part" : "")
                : "截至" + Words.day(BusinessDays.dayOf(now)) + time + (part ? "，仅含本单位可见部分" : "");
        return new LedgerFile.Head(english ? "Ledger of " + Words.title(notice) : Words.title(notice) + "落实情况台账",
                (config.demo() ? Words.DEMO.in(english) + " " : "") + note, english);
    }

    private Notice visible(UUID id) {
        Notice notice = Notice.byId(id);
        if (caller.isOnlyUnit() && Assignment.find("noticeId = ?1 and unitCode = ?2", id, caller.onlyUnit()).firstResultOptional().isEmpty()) {
            throw Notice.missing(id);
        }
        return notice;
    }
}
