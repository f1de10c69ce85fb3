package org.duban.notify.log;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.duban.notify.hold.Hold;
import org.duban.notify.log.MailViews.DayView;
import org.duban.notify.log.MailViews.MailOfDay;
import org.duban.notify.mail.EventJson;
import org.duban.notify.mail.Mail;
import org.duban.notify.mail.MailSearch;
import org.duban.notify.picture.Picture;
import org.duban.notify.picture.PictureStore;
import org.duban.notify.problem.ProblemCode;
import org.duban.notify.problem.ProblemException;
import org.duban.notify.problem.ProblemResponses;
import org.duban.notify.problem.Problems;
import org.duban.notify.security.Caller;
import org.duban.notify.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Why a unit was told something on a day, and why not (R9). */
@Path("/api/v1/explain")
@RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
@Transactional
@Tag(name = "邮件 Mails")
public class ExplainResource {

    private final Caller caller;
    private final PictureStore pictures;
    private final Clock business;

    private final Hold hold;

    ExplainResource(Caller caller, PictureStore pictures, Clock business, Hold hold) {
        this.hold = hold;
        this.caller = caller;
        this.pictures = pictures;
        this.business = business;
    }

    /** The mails of the day with their reasons; or that none was planned, and what is known that speaks to it. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.VARY, value = HttpHeaders.ACCEPT_LANGUAGE)
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found"),
            operationId = "explainDay",
            summary = "某单位某日为什么有或没有邮件 Why a unit got a mail on a day, or none",
            description = "有邮件时逐封说明原因；没有时说明：没有当日的事件、无待报送事项、节点未到，并给出最近已知的状态（欠什么、时限）。按"
                    + " Accept-Language 为中文（缺省）或英文。单位只能问本单位。"
                    + " The day's mails with their reasons; or why there is none: no event of that day, nothing owed, no rung"
                    + " due, with what is last known of it. Chinese by default, or English by Accept-Language. A unit may"
                    + " ask for itself only.")
    @APIResponse(
            responseCode = "200",
            description = "说明。The explanation.",
            content =
                    @Content(
                            schema = @Schema(implementation = DayView.class),
                            examples = @ExampleObject(name = "none", value = Examples.DAY)))
    public DayView explain(
            @QueryParam("unit") @Parameter(description = "单位代码。The unit's code.", required = true, example = "532500-16")
                    String unit,
            @QueryParam("date")
                    @Parameter(description = "业务日期。The business day.", required = true, example = "2023-07-20")
                    LocalDate date,
            @QueryParam("notice") @Parameter(description = "只看这个通知。Of this notice only.") UUID notice,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language)
            throws EventJson.Unreadable {
        require("unit", unit);
        require("date", date);
        if (!caller.sees(unit)) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        Words words = new Words(Problems.isEnglish(language));
        List<MailOfDay> mails = new ArrayList<>();
        for (Mail mail : MailSearch.ofDay(unit, date, notice)) {
            mails.add(new MailOfDay(mail.id, mail.kind, mail.audience, mail.status, Explanation.of(mail, words)));
        }
        List<String> sentences = mails.isEmpty() ? whyNone(unit, date, notice, words) : List.of();
        return new DayView(unit, date, notice, mails, sentences);
    }

    private List<String> whyNone(String unit, LocalDate date, UUID notice, Words words) {
        LocalDate today = LocalDate.ofInstant(business.instant(), business.getZone());
        List<Picture> known = notice == null ? pictures.of(unit) : pictures.of(notice, unit);
        return new DayExplanation(unit, date, today, hold, words).whyNone(known);
    }

    private static void require(String name, Object value) {
        if (value == null) {
            throw ProblemException.parameter(name, "不能缺少", "is required");
        }
    }
}
