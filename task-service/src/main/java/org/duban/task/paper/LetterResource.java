package org.duban.task.paper;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.Notice;
import org.duban.task.paper.Letters.LateTask;
import org.duban.task.paper.Letters.LateUnit;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Problems;
import org.duban.task.problem.Text;
import org.duban.task.security.Roles;
import org.duban.task.unit.Directory;
import org.duban.task.unit.Unit;
import org.duban.task.unit.UnitResource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** 催办函, for those that are late. */
@Path("/api/v1/notices")
@Tag(name = "papers")
public class LetterResource {
    private final Letters letters;
    private final WorkingCalendar calendar;
    private final PaperConfig config;
    private final Clock clock;

    LetterResource(Letters letters, WorkingCalendar calendar, PaperConfig config, Clock clock) {
        this.letters = letters;
        this.calendar = calendar;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Path("/{id}/letters/{unitCode}.docx")
    @Produces(PaperAnswer.DOCX)
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
    @Operation(operationId = "getLetter", summary = "催办函（Word） (A letter to a late unit)",
            description = "致该单位，列明其逾期事项，按公文格式起草。没有逾期的单位答 409；已办结或撤回的通知不再催办，也答 409。"
                    + "(To the unit, on what it is late with, in the form of an official paper. 409 when it is not late, or when the notice is "
                    + "closed or withdrawn and chases nobody.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,not-overdue")
    @APIResponse(responseCode = "200", description = "docx 文件 (the letter)", content = @Content(mediaType = PaperAnswer.DOCX,
            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Transactional
    public Response letter(@PathParam("id") UUID id,
            @Parameter(description = "单位代码 (code of the unit)") @PathParam("unitCode") @Pattern(regexp = UnitResource.CODE) String unitCode) {
        Notice notice = live(id);
        LocalDate today = BusinessDays.today(clock);
        Unit unit = Directory.unit(unitCode);
        List<LateTask> tasks = letters.tasks(id, unitCode, today);
        if (tasks.isEmpty()) {
            throw new ProblemException(ProblemCode.NOT_OVERDUE, Text.of("%s在该通知中没有逾期事项。", "%s is not late with this notice.", unit.name));
        }
        byte[] letter = LetterPaper.write(notice, unit.name, tasks, today, calendar.current(), config.demo());
        return PaperAnswer.of(PaperAnswer.DOCX, name(new LateUnit(unit.code, unit.name)), to -> to.write(letter)).build();
    }

    @GET
    @Path("/{id}/letters.zip")
    @Produces(PaperAnswer.ZIP)
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
    @Operation(operationId = "getLetters", summary = "全部催办函 (Letters to all late units)",
            description = "每个逾期单位一份 docx，打成一个 zip，边写边发。没有逾期的单位答 409；已办结或撤回的通知不再催办，也答 409。"
                    + "(A docx for each late unit, in one zip that is sent as it is written. 409 when nobody is late, or when the notice is closed "
                    + "or withdrawn and chases nobody.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,not-overdue")
    @APIResponse(responseCode = "200", description = "zip 文件 (the letters)", content = @Content(mediaType = PaperAnswer.ZIP,
            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Transactional
    public Response all(@PathParam("id") UUID id) {
        Notice notice = live(id);
        LocalDate today = BusinessDays.today(clock);
        List<LateUnit> units = letters.units(id, today);
        if (units.isEmpty()) {
            throw new ProblemException(ProblemCode.NOT_OVERDUE, Text.of("该通知没有逾期的单位。", "No unit is late with this notice."));
        }
        return PaperAnswer.of(PaperAnswer.ZIP, PaperAnswer.name(config.demo(), notice.title + "催办函", ".zip"),
                to -> write(notice, units, today, to)).build();
    }

    private void write(Notice notice, List<LateUnit> units, LocalDate today, OutputStream to) throws IOException {
        WorkingCalendar days = calendar.current();
        ZipOutputStream zip = new ZipOutputStream(to);
        for (LateUnit unit : units) {
            List<LateTask> tasks = letters.tasks(notice.id, unit.code(), today);
            // It may have reported since.
            if (!tasks.isEmpty()) {
                zip.putNextEntry(new ZipEntry(name(unit)));
                zip.write(LetterPaper.write(notice, unit.name(), tasks, today, days, config.demo()));
                zip.closeEntry();
            }
        }
        zip.finish();
    }

    /** With the code: two names may be one once they are cleaned. */
    private String name(LateUnit unit) {
        return PaperAnswer.name(config.demo(), "催办函-" + unit.code() + "-" + unit.name(), ".docx");
    }

    /** A notice that still chases. */
    private static Notice live(UUID id) {
        Notice notice = Notice.byId(id);
        if (notice.status != Notice.Status.DISPATCHED) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, new Text("通知的状态为" + notice.status.named() + "，只催办已交办的通知。",
                    "The notice is " + notice.status + "; only a dispatched one is chased."));
        }
        return notice;
    }
}
