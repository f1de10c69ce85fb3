package org.duban.notify.log;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.notify.contact.Contact;
import org.duban.notify.contact.Role;
import org.duban.notify.listing.Paging;
import org.duban.notify.log.MailViews.UnitRef;
import org.duban.notify.loop.Machine;
import org.duban.notify.mail.Audit;
import org.duban.notify.mail.FlaggedAddress;
import org.duban.notify.precondition.Preconditions;
import org.duban.notify.problem.ProblemCode;
import org.duban.notify.problem.ProblemException;
import org.duban.notify.problem.ProblemResponses;
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

/** Addresses that a server refused for good (R10). Units see nothing of them. */
@Path("/api/v1/flagged-addresses")
@RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
@Transactional
@Tag(name = "地址 Addresses")
public class FlaggedAddressResource {

    private final Paging paging;
    private final Preconditions preconditions;
    private final Caller caller;
    private final Clock machine;

    FlaggedAddressResource(Paging paging, Preconditions preconditions, Caller caller, @Machine Clock machine) {
        this.paging = paging;
        this.preconditions = preconditions;
        this.caller = caller;
        this.machine = machine;
    }

    @Schema(description = "一页被退信的地址，按地址排列。A page of flagged addresses, in their order.")
    public record FlaggedAddressPage(
            @Schema(required = true) List<FlaggedAddressView> items,

            @Schema(
                    description = "下一页的 after；没有下一页时不出现。The after of the next page; absent at the end.",
                    examples = "0Jf3…")
            String next) {}

    @Schema(description = "一个被退信的地址。An address that was refused for good.")
    public record FlaggedAddressView(
            @Schema(required = true) UUID id,

            @Schema(required = true, examples = "532500-16.lianluo@honghe.example")
            String address,

            @Schema(description = "退信原因。Why it was refused.", required = true)
            String reason,

            @Schema(required = true) Instant flaggedAt,

            @Schema(
                    description = "true 表示邮件被服务器接收后又被退回，此标记只由办公室解除；false 表示被直接拒收，送达后自动解除。"
                            + "Whether mail came back after a server had taken it: then only the office clears the flag.",
                    required = true)
            boolean returned,

            @Schema(description = "以它为联系方式的单位。The contacts that have it.", required = true)
            List<ContactRef> contacts) {

        static FlaggedAddressView of(FlaggedAddress flagged, List<Contact> contacts) {
            return new FlaggedAddressView(
                    flagged.id,
                    flagged.address,
                    flagged.reason,
                    flagged.flaggedAt,
                    flagged.returned,
                    contacts.stream()
                            .filter(contact -> contact.email.equals(flagged.address))
                            .map(contact -> new ContactRef(
                                    new UnitRef(contact.unitCode, contact.unitName), contact.role, contact.post))
                            .toList());
        }
    }

    @Schema(description = "单位的一个联系方式。A contact of a unit.")
    public record ContactRef(
            @Schema(required = true) UnitRef unit,
            @Schema(required = true) Role role,
            @Schema(examples = "办公室联络员") String post) {}

    /** In the order of the addresses. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listFlaggedAddresses",
            summary = "列出被退信的地址 List flagged addresses",
            description = "邮件服务器明确拒收的地址，和邮件发出后被退回的地址；下一封邮件仍会尝试。被拒收的送达后自动解除，被退回的由办公室解除。单位不能查看。"
                    + " Addresses that were refused for good, and those from which mail came back. The next mail tries them"
                    + " again; the flag of a refused one goes when a mail is taken, the office clears that of the others."
                    + " Units may not see them.")
    @APIResponse(
            responseCode = "200",
            description = "一页地址。A page of addresses.",
            content =
                    @Content(
                            schema = @Schema(implementation = FlaggedAddressPage.class),
                            examples = @ExampleObject(name = "page", value = Examples.FLAGGED_PAGE)))
    public FlaggedAddressPage list(
            @QueryParam("after")
                    @Parameter(description = "上一页的 next。The next of the page before.", example = "0Jf3…")
                    String after,
            @QueryParam("limit")
                    @Parameter(description = "条数，1 至 200，缺省 50。Items, 1 to 200, 50 by default.", example = "50")
                    Integer limit) {
        Paging.Page<FlaggedAddress> page = paging.read(
                "flagged-addresses", after, limit, FlaggedAddress::after, flagged -> flagged.address);
        List<Contact> contacts = Contact.having(
                page.rows().stream().map(flagged -> flagged.address).toList());
        return new FlaggedAddressPage(
                page.rows().stream()
                        .map(flagged -> FlaggedAddressView.of(flagged, contacts))
                        .toList(),
                page.next());
    }

    /** One of them, with the ETag that clearing it asks for. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found"),
            operationId = "getFlaggedAddress",
            summary = "一个被退信的地址 One flagged address",
            description = "解除标记时需要这里的 ETag。Clearing it asks for the ETag given here.")
    @APIResponse(
            responseCode = "200",
            description = "地址。The address.",
            content =
                    @Content(
                            schema = @Schema(implementation = FlaggedAddressView.class),
                            examples = @ExampleObject(name = "address", value = Examples.FLAGGED)))
    public FlaggedAddressView get(@PathParam("id") @Parameter(description = ID) UUID id) {
        return FlaggedAddress.of(id)
                .map(FlaggedAddressResource::view)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    /** Takes the flag away; the briefing names the address no more. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OFFICE)
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found, precondition-failed, precondition-required"),
            operationId = "clearFlaggedAddress",
            summary = "解除退信标记 Clear a flagged address",
            description = "仅限办公室；须在 If-Match 中提供读取时的 ETag，并说明原因，记入审计。"
                    + " Office only; with the ETag in If-Match and a reason, which is kept in the audit trail.")
    @APIResponse(responseCode = "204", description = "已解除。It is cleared.")
    public void clear(
            @PathParam("id") @Parameter(description = ID) UUID id,
            @QueryParam("reason")
                    @Parameter(
                            description = "原因，1 至 500 个字符。Why, 1 to 500 characters.",
                            required = true,
                            example = "单位已修复邮箱")
                    String reason,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "读取时得到的 ETag。The ETag that it was read with.", required = true)
                    String ifMatch) {
        if (reason == null) {
            throw ProblemException.parameter("reason", "不能缺少", "is required");
        }
        FlaggedAddress flagged =
                FlaggedAddress.locked(id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        preconditions.require(view(flagged));
        flagged.delete();
        Audit.note(Audit.Action.CLEAR_FLAG, flagged.id.toString(), caller.actor(), reason.strip(), machine.instant());
    }

    private static FlaggedAddressView view(FlaggedAddress flagged) {
        return FlaggedAddressView.of(flagged, Contact.having(List.of(flagged.address)));
    }

    private static final String ID = "标记的 id。The flag's id.";
}
