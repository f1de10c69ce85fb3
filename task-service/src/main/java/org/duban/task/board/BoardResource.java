package org.duban.task.board;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.notice.Notice;
import org.duban.task.notice.Task;
import org.duban.task.problem.Languages;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.security.Roles;
import org.duban.task.site.HtmlPage;
import org.duban.task.unit.Unit;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The board to look at: from all notices down to the units and the tasks of one. For those who read everything (R11). */
@Path("/board")
@HtmlPage
@RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
@Produces(MediaType.TEXT_HTML)
@Transactional
public class BoardResource {
    static final int LAST_PAGE = 10_000;
    private static final int WORST = 10;

    private final BoardNotices notices;
    private final BoardMatrix matrix;
    private final BoardLate late;
    private final BoardProgress progress;
    private final BoardAssignments assignments;
    private final Clock clock;

    BoardResource(BoardNotices notices, BoardMatrix matrix, BoardLate late, BoardProgress progress,
            BoardAssignments assignments, Clock clock) {
        this.notices = notices;
        this.matrix = matrix;
        this.late = late;
        this.progress = progress;
        this.assignments = assignments;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance notices(boolean english, LocalDate today, BoardPage<BoardNotices.Row> page);

        static native TemplateInstance notice(boolean english, LocalDate today, Notice notice, BoardMatrix.Matrix matrix,
                BoardProgress.Chart chart, List<BoardLate.Row> late, int lateUnits, String find);

        static native TemplateInstance late(boolean english, LocalDate today, Notice notice, BoardPage<BoardLate.Row> page);

        static native TemplateInstance unit(boolean english, LocalDate today, Notice notice, Unit unit, boolean late,
                BoardPage<BoardAssignments.Row> page);

        static native TemplateInstance task(boolean english, LocalDate today, Notice notice, Task task,
                BoardPage<BoardAssignments.Row> page);
    }

    @GET
    @Operation(hidden = true)
    public String all(@QueryParam("page") @DefaultValue("1") @Min(1) @Max(LAST_PAGE) int page,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        LocalDate today = BusinessDays.today(clock);
        return Templates.notices(Languages.english(language), today, notices.read(page, today)).render();
    }

    /** @param find a unit's code, or a part of its name */
    @GET
    @Path("/{notice}")
    @Operation(hidden = true)
    public String notice(@PathParam("notice") UUID id, @QueryParam("find") String find,
            @QueryParam("page") @DefaultValue("1") @Min(1) @Max(LAST_PAGE) int page,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        LocalDate today = BusinessDays.today(clock);
        Notice notice = Notice.byId(id);
        BoardMatrix.Matrix read = matrix.read(id, find, page, today);
        BoardProgress.Chart chart = progress.read(notice, read.total().assignments() - read.total().terminated(), today);
        List<BoardLate.Row> worst = late.worst(id, WORST, today);
        return Templates.notice(Languages.english(language), today, notice, read, chart, worst,
                worst.isEmpty() ? 0 : worst.get(0).units(), find).render();
    }

    @GET
    @Path("/{notice}/late")
    @Operation(hidden = true)
    public String late(@PathParam("notice") UUID id, @QueryParam("page") @DefaultValue("1") @Min(1) @Max(LAST_PAGE) int page,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        LocalDate today = BusinessDays.today(clock);
        return Templates.late(Languages.english(language), today, Notice.byId(id), late.page(id, page, today)).render();
    }

    @GET
    @Path("/{notice}/units/{code}")
    @Operation(hidden = true)
    public String unit(@PathParam("notice") UUID id, @PathParam("code") String code,
            @QueryParam("page") @DefaultValue("1") @Min(1) @Max(LAST_PAGE) int page,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        LocalDate today = BusinessDays.today(clock);
        Notice notice = Notice.byId(id);
        Unit unit = Unit.byCode(code).orElseThrow(() -> ProblemException.notFound(new Text("单位", "unit"), code));
        BoardPage<BoardAssignments.Row> rows = assignments.ofUnit(id, code, page, today);
        boolean late = rows.rows().stream().anyMatch(row -> row.daysLate() > 0);
        return Templates.unit(Languages.english(language), today, notice, unit, late, rows).render();
    }

    @GET
    @Path("/{notice}/tasks/{task}")
    @Operation(hidden = true)
    public String task(@PathParam("notice") UUID id, @PathParam("task") UUID taskId,
            @QueryParam("page") @DefaultValue("1") @Min(1) @Max(LAST_PAGE) int page,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        LocalDate today = BusinessDays.today(clock);
        Notice notice = Notice.byId(id);
        Task task = Task.byId(taskId);
        if (!task.noticeId.equals(id)) {
            throw Task.missing(taskId);
        }
        return Templates.task(Languages.english(language), today, notice, task,
                assignments.ofTask(taskId, page, today)).render();
    }
}
