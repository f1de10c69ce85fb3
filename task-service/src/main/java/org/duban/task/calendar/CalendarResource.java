package org.duban.task.calendar;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Problems;
import org.duban.task.problem.Text;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The working calendar over REST, so that other systems count as Duban counts, and the office's own days. */
@Path("/api/v1/calendar")
@Tag(name = "calendar")
public class CalendarResource {
    private static final int LONGEST = 400;

    private final OfficeCalendar calendar;
    private final OwnDays ownDays;
    private final Caller caller;

    CalendarResource(OfficeCalendar calendar, OwnDays ownDays, Caller caller) {
        this.calendar = calendar;
        this.ownDays = ownDays;
        this.caller = caller;
    }

    /**
     * @param source    what makes it a day off or a make-up day; null for a plain working day
     * @param reason    the office's, where it declared the day
     * @param confirmed false when the State Council has not published the year; it is then counted by weekends (R4)
     */
    @Schema(requiredProperties = {"day", "workingDay", "confirmed"})
    public record CalendarDay(@Schema(examples = "2023-10-07") LocalDate day, boolean workingDay,
            OfficeCalendar.Source source, String reason, boolean confirmed) {}

    /**
     * @param version rises with every change of any day
     * @param days    days off and make-up days; those between them are plain working days
     */
    @Schema(name = "Calendar", requiredProperties = {"from", "to", "version", "days"})
    public record Calendar(LocalDate from, LocalDate to, int version, List<CalendarDay> days) {}

    /** @param reason shown with the day, and kept in the audit trail */
    public record OwnDayRequest(@NotNull Boolean workingDay,
            @Schema(examples = "州庆放假。") @NotBlank @Size(max = 2000) String reason) {}

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "listCalendarDays", summary = "列出休息日与调休上班日 (List days off and make-up days)",
            description = "from 至 to（含，最多 400 天）内的周末、法定节假日、调休上班日和督办办公室自定的日子；其余均为工作日。"
                    + "(Weekends, holidays, make-up days and the office's own days from one day to another, both included, "
                    + "at most 400; all others are working days.)")
    @Transactional
    public Calendar list(
            @Parameter(description = "第一天 (the first day)", required = true) @NotNull @QueryParam("from") LocalDate from,
            @Parameter(description = "最后一天 (the last day)", required = true) @NotNull @QueryParam("to") LocalDate to) {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= LONGEST) {
            Text what = Text.of("须不早于 from，且连同首尾最多 400 天。", "Not before from, and at most 400 days with both ends.");
            throw new ProblemException(ProblemCode.INVALID_PARAMETER, what).parameter("to", what);
        }
        WorkingCalendar now = calendar.current();
        Map<LocalDate, String> reasons = OwnDay.<OwnDay>list("day between ?1 and ?2", from, to).stream()
                .collect(Collectors.toMap(own -> own.day, own -> own.reason));
        return new Calendar(from, to, now.version(), from.datesUntil(to.plusDays(1))
                .map(day -> view(day, reasons.get(day))).filter(day -> day.source != null).toList());
    }

    @GET
    @Path("/{day}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getCalendarDay", summary = "某日是否工作日 (Is a day a working day)",
            description = "先看督办办公室自定的日子，再看国务院办公厅公布的节假日与调休安排；未公布的年份按周末计，并标明未确认。"
                    + "(The office's own days first, then the published holidays and make-up days; an unpublished year is "
                    + "counted by weekends and said to be unconfirmed.)")
    @Transactional
    public CalendarDay day(@PathParam("day") LocalDate day) {
        return read(day);
    }

    @PUT
    @Path("/{day}")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "putCalendarDay", summary = "自定休息日或上班日 (Declare a day off or worked)",
            description = "优先于国务院公布的安排；只能更改今天及以后的日子。尚未发出的提醒与通报随后按新的日历重新安排。可重复调用。"
                    + "(Comes before what is published; today or later only. What is still to be sent is planned again. Safe to repeat.)")
    public CalendarDay put(@PathParam("day") LocalDate day, @NotNull @Valid OwnDayRequest body) {
        ownDays.declare(day, body.workingDay(), body.reason(), caller.actor());
        calendar.current();
        return read(day);
    }

    @DELETE
    @Path("/{day}")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "deleteCalendarDay", summary = "取消自定的日子 (Take an own day back)",
            description = "此日恢复为公布的安排；只能更改今天及以后的日子。可重复调用。"
                    + "(The day is again what is published; today or later only. Safe to repeat.)")
    public CalendarDay delete(@PathParam("day") LocalDate day) {
        ownDays.withdraw(day, caller.actor());
        calendar.current();
        return read(day);
    }

    private CalendarDay read(LocalDate day) {
        return view(day, OwnDay.<OwnDay>findByIdOptional(day).map(own -> own.reason).orElse(null));
    }

    private CalendarDay view(LocalDate day, String reason) {
        return new CalendarDay(day, calendar.isWorkingDay(day), calendar.source(day), reason,
                calendar.isConfirmed(day.getYear()));
    }
}
