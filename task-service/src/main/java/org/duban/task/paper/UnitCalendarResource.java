package org.duban.task.paper;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.duban.task.precondition.EntityTags;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.duban.task.unit.Directory;
import org.duban.task.unit.Unit;
import org.duban.task.unit.UnitResource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A unit's days for its calendar program, which asks for them again and again. */
@Path("/api/v1/units")
@Tag(name = "papers")
public class UnitCalendarResource {
    private final UnitCalendar calendar;
    private final PaperConfig config;
    private final Caller caller;

    UnitCalendarResource(UnitCalendar calendar, PaperConfig config, Caller caller) {
        this.calendar = calendar;
        this.config = config;
        this.caller = caller;
    }

    @GET
    @Path("/{code}/calendar.ics")
    @Produces(PaperAnswer.CALENDAR)
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getUnitCalendar", summary = "单位的时限日历（iCalendar） (A unit's deadlines as a calendar)",
            description = "单位应办的各个时限，全天事件；UID 为完成时限的 id，SEQUENCE 为其版本，与邮件所附日历相同，不会重复。至多 1,000 个，日期晚的在前。"
                    + "单位令牌只能看到本单位的。(The days by which it owes something, as whole days; the UID is the deadline's id, the SEQUENCE its "
                    + "version, as in the calendars of the mails, so nothing comes twice. 1,000 at most, the latest first. A unit sees its own.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @APIResponse(responseCode = "200", description = "iCalendar 文件 (the calendar)", content = @Content(mediaType = PaperAnswer.CALENDAR,
            schema = @Schema(type = SchemaType.STRING)))
    @Transactional
    public Response get(@PathParam("code") @Pattern(regexp = UnitResource.CODE) String code, @Context Request request) {
        if (caller.isOnlyUnit() && !code.equals(caller.onlyUnit())) {
            throw Directory.missing(code);
        }
        Unit unit = Directory.unit(code);
        byte[] days = calendar.of(unit);
        EntityTag tag = EntityTag.valueOf(EntityTags.of(days));
        Response unchanged = EntityTags.unchanged(request, tag);
        return unchanged != null ? unchanged : PaperAnswer.of(PaperAnswer.CALENDAR + ";charset=UTF-8",
                PaperAnswer.name(config.demo(), unit.name + "督办时限", ".ics"), to -> to.write(days)).tag(tag).build();
    }
}
