package org.duban.notify.log;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.duban.notify.listing.Paging;
import org.duban.notify.log.MailViews.DeliveryView;
import org.duban.notify.log.MailViews.MailDetail;
import org.duban.notify.log.MailViews.MailPage;
import org.duban.notify.log.MailViews.MailSummary;
import org.duban.notify.log.MailViews.ReasonView;
import org.duban.notify.log.MailViews.ResendView;
import org.duban.notify.log.MailViews.Why;
import org.duban.notify.mail.Attempt;
import org.duban.notify.mail.Delivery;
import org.duban.notify.mail.EventData;
import org.duban.notify.mail.EventJson;
import org.duban.notify.mail.Kind;
import org.duban.notify.mail.Mail;
import org.duban.notify.mail.MailSearch;
import org.duban.notify.mail.MailStatus;
import org.duban.notify.mail.Reason;
import org.duban.notify.mail.Resend;
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

/** The ledger of mails, to read. A unit sees its own only: what it may not see does not exist for it (R11). */
@Path("/api/v1/mails")
@RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
@Transactional
@Tag(name = "邮件 Mails")
public class MailResource {

    private final Caller caller;
    private final Paging paging;

    MailResource(Caller caller, Paging paging) {
        this.caller = caller;
        this.paging = paging;
    }

    /** Mails in the order in which they were planned. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listMails",
            summary = "列出邮件 List mails",
            description = "按登记顺序由旧到新，可按通知、单位、状态、种类、业务日期筛选；用 after 和 limit 翻页。单位只能看到本单位的邮件。"
                    + " In the ledger's order, oldest first; page with after and limit. A unit sees its own only.")
    @APIResponse(
            responseCode = "200",
            description = "一页邮件。A page of mails.",
            content =
                    @Content(
                            schema = @Schema(implementation = MailPage.class),
                            examples = @ExampleObject(name = "page", value = Examples.PAGE)))
    public MailPage list(
            @QueryParam("notice") @Parameter(description = "通知的 id。The notice's id.") UUID notice,
            @QueryParam("unit") @Parameter(description = "单位代码。The unit's code.", example = "532500-16") String unit,
            @QueryParam("status") @Parameter(description = "状态。Status.") MailStatus status,
            @QueryParam("kind") @Parameter(description = "种类。Kind.") Kind kind,
            @QueryParam("day") @Parameter(description = "业务日期。The business day.", example = "2023-08-02") LocalDate day,
            @QueryParam("after") @Parameter(description = "上一页的 next。The next of the page before.", example = "0Jf3…")
                    String after,
            @QueryParam("limit")
                    @Parameter(description = "条数，1 至 200，缺省 50。Items, 1 to 200, 50 by default.", example = "50")
                    Integer limit) {
        // A unit's token without a unit sees nothing: no code is empty.
        String visible = caller.seesAll() ? null : Objects.requireNonNullElse(caller.unit(), "");
        MailSearch.Filter filter = new MailSearch.Filter(notice, unit, visible, status, kind, day);
        Paging.Page<Mail> page = paging.read(
                "mails " + filter,
                after,
                limit,
                (place, size) -> MailSearch.matching(filter, place == null ? 0 : Long.parseLong(place), size),
                mail -> mail.position);
        return new MailPage(page.rows().stream().map(MailSummary::of).toList(), page.next());
    }

    /** One mail, with all that is known of it. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found"),
            operationId = "getMail",
            summary = "一封邮件 One mail",
            description = "含原因、投递、每次尝试和重发；正文中链接的令牌已隐去。With its reasons, deliveries, attempts and resends; tokens of links in it are blanked.")
    @APIResponse(
            responseCode = "200",
            description = "邮件。The mail.",
            content =
                    @Content(
                            schema = @Schema(implementation = MailDetail.class),
                            examples = @ExampleObject(name = "mail", value = Examples.MAIL)))
    public MailDetail get(@PathParam("id") @Parameter(description = ID) UUID id) throws EventJson.Unreadable {
        Mail mail = visible(id);
        List<Attempt> attempts = Attempt.of(id);
        return new MailDetail(
                MailSummary.of(mail),
                mail.stateAtSending,
                mail.text,
                mail.textDeletedAt,
                reasons(id),
                Delivery.of(id).stream()
                        .map(delivery -> DeliveryView.of(delivery, attempts))
                        .toList(),
                Resend.of(id).stream().map(ResendView::of).toList());
    }

    /** The mail as HTML, without any right to load or run anything. */
    @GET
    @Path("/{id}/html")
    @Produces(MediaType.TEXT_HTML)
    @ResponseHeader(name = "Content-Security-Policy", value = "default-src 'none'; style-src 'unsafe-inline'")
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found, gone"),
            operationId = "getMailHtml",
            summary = "邮件的 HTML 正文 The mail as HTML",
            description = "最近一次发送的内容，链接的令牌已隐去；尚未发送时为 404，已过保存期而删除的为 410。As last sent, tokens of links blanked; 404 before, 410 once it was kept long enough.")
    @APIResponse(
            responseCode = "200",
            description = "HTML 正文。The HTML.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_HTML,
                            schema = @Schema(implementation = String.class),
                            examples = @ExampleObject(name = "html", value = "<!DOCTYPE html>…")))
    public String html(@PathParam("id") @Parameter(description = ID) UUID id) {
        Mail mail = visible(id);
        if (mail.textDeletedAt != null) {
            throw new ProblemException(ProblemCode.GONE);
        }
        if (mail.html == null) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        return mail.html;
    }

    /** Why the mail was sent, or was not (R9). */
    @GET
    @Path("/{id}/why")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found"),
            operationId = "explainMail",
            summary = "为什么发送或没有发送 Why it was sent, or not",
            description = "逐句说明事由、节点、发送时的办理状态、收件人和每次尝试；按 Accept-Language 为中文（缺省）或英文。"
                    + " Sentences: the occasion, the rungs, the state at sending, to whom, and each attempt; Chinese by default, or English by Accept-Language.")
    @APIResponse(
            responseCode = "200",
            description = "说明。The explanation.",
            content =
                    @Content(
                            schema = @Schema(implementation = Why.class),
                            examples = @ExampleObject(name = "why", value = Examples.WHY)))
    @ResponseHeader(name = HttpHeaders.VARY, value = HttpHeaders.ACCEPT_LANGUAGE)
    public Why why(
            @PathParam("id") @Parameter(description = ID) UUID id,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language)
            throws EventJson.Unreadable {
        Mail mail = visible(id);
        return new Why(id, mail.status, Explanation.of(mail, new Words(Problems.isEnglish(language))));
    }

    private Mail visible(UUID id) {
        return Mail.<Mail>findByIdOptional(id)
                .filter(mail -> caller.sees(mail.unitCode))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private static List<ReasonView> reasons(UUID mail) throws EventJson.Unreadable {
        List<ReasonView> views = new ArrayList<>();
        for (Reason reason : Reason.of(mail)) {
            String rung = reason.data != null
                            && reason.event().data() instanceof EventData.OfDeadline data
                            && data.rung() != null
                    ? data.rung().name()
                    : null;
            views.add(new ReasonView(reason.eventId, reason.type, rung, reason.occurredAt));
        }
        return views;
    }

    private static final String ID = "邮件的 id。The mail's id.";
}
