package org.duban.task.paper;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.duban.task.assignment.SummaryQuery;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.notice.Notice;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Problems;
import org.duban.task.problem.Text;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** 落实情况报告: the accepted reports put together. */
@Path("/api/v1/notices")
@Tag(name = "papers")
public class ReportResource {
    private final ReportQuery query;
    private final SummaryQuery summary;
    private final PaperConfig config;
    private final Clock clock;

    ReportResource(ReportQuery query, SummaryQuery summary, PaperConfig config, Clock clock) {
        this.query = query;
        this.summary = summary;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Path("/{id}/report.docx")
    @Produces(PaperAnswer.DOCX)
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
    @Operation(operationId = "getReport", summary = "落实情况报告（Word） (The report on a notice)",
            description = "按公文格式（GB/T 9704-2012）起草：总体情况、审核通过的报送（按标题汇总）、尚未办结的事项、附件清单，供办公室修改后转报。"
                    + "各列至多 1,000 项，其余注明数目。草稿答 409。(A draft in the form of an official paper: figures, the accepted reports by "
                    + "section, what is still open, the list of attachments; for the office to correct and forward. 1,000 of each at most, the "
                    + "rest is counted. A draft notice is a 409.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move")
    @APIResponse(responseCode = "200", description = "docx 文件 (the paper)", content = @Content(mediaType = PaperAnswer.DOCX,
            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Transactional
    public Response get(@PathParam("id") UUID id) throws SQLException {
        Notice notice = Notice.byId(id);
        if (notice.status == Notice.Status.DRAFT) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, Text.of("通知尚未交办，没有可报告的内容。",
                    "The notice has not been dispatched; there is nothing to report."));
        }
        LocalDate today = BusinessDays.today(clock);
        byte[] paper = ReportPaper.write(notice, summary.read(notice, null, today), query.accepted(id), query.attached(id),
                query.open(id, today), config.demo());
        return PaperAnswer.of(PaperAnswer.DOCX, PaperAnswer.name(config.demo(), ReportPaper.title(notice), ".docx"),
                to -> to.write(paper)).build();
    }
}
