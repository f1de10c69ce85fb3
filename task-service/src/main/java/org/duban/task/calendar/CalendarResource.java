package org.duban.task.calendar;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.LocalDate;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The working calendar over REST, so that other systems count as Duban counts. */
@Path("/api/v1/calendar")
@Tag(name = "calendar")
public class CalendarResource {
    private final WorkingCalendar calendar;

    CalendarResource(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** @param confirmed false when the State Council has not published the year; it is then counted by weekends (R4) */
    @Schema(requiredProperties = {"day", "workingDay", "confirmed"})
    public record CalendarDay(@Schema(examples = "2023-10-07") LocalDate day, boolean workingDay, boolean confirmed) {}

    @GET
    @Path("/{day}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getCalendarDay", summary = "某日是否工作日 (Is a day a working day)",
            description = "按国务院办公厅公布的节假日与调休安排；未公布的年份按周末计，并标明未确认。"
                    + "(By the published holidays and make-up days; an unpublished year is said to be unconfirmed.)")
    public CalendarDay day(@PathParam("day") LocalDate day) {
        return new CalendarDay(day, calendar.isWorkingDay(day), calendar.isConfirmed(day.getYear()));
    }
}
