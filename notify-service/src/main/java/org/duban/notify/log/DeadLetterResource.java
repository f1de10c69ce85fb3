package org.duban.notify.log;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duban.notify.inbox.DeadLetter;
import org.duban.notify.inbox.DeadLetters;
import org.duban.notify.listing.Paging;
import org.duban.notify.mail.Sender;
import org.duban.notify.problem.ProblemCode;
import org.duban.notify.problem.ProblemException;
import org.duban.notify.problem.ProblemResponses;
import org.duban.notify.problem.StatedReason;
import org.duban.notify.problem.StrictJson;
import org.duban.notify.security.Caller;
import org.duban.notify.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Records of Kafka that were not understood: none is lost, none stops the rest (R10). */
@Path("/api/v1/dead-letters")
@RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
@Tag(name = "死信 Dead letters")
public class DeadLetterResource {

    private static final String ID = "死信的 id。The dead letter's id.";

    private final DeadLetters letters;
    private final Paging paging;
    private final Caller caller;
    private final Sender sender;

    DeadLetterResource(DeadLetters letters, Paging paging, Caller caller, Sender sender) {
        this.letters = letters;
        this.paging = paging;
        this.caller = caller;
        this.sender = sender;
    }

    @Schema(description = "一页死信，由旧到新。A page of dead letters, oldest first.")
    public record DeadLetterPage(
            @Schema(required = true) List<DeadLetterView> items,

            @Schema(description = "下一页的 after；没有下一页时不出现。The after of the next page; absent at the end.", examples = "0Jf3…")
            String next) {}

    @Schema(description = "放弃一条死信。What giving one up takes.")
    public record DismissRequest(
            @Schema(
                    description = "为什么放弃，1 至 500 个字符，记入审计。Why; kept in the audit trail.",
                    required = true,
                    minLength = 1,
                    maxLength = StatedReason.LONGEST,
                    examples = "测试消息，与业务无关")
            String reason) {}

    /** Dead letters in the order in which they came. */
    @GET
    @Transactional
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listDeadLetters",
            summary = "列出死信 List dead letters",
            description = "无法识别的消息原样保存，附原因；不影响其他消息。较长的内容只给出开头（excerpt），全文请单独读取。单位不能查看。"
                    + " Records that were not understood, with the reason. Of a long value only the beginning is here (excerpt);"
                    + " read the letter by itself for all of it. Units may not see them.")
    @APIResponse(
            responseCode = "200",
            description = "一页死信。A page of dead letters.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeadLetterPage.class),
                            examples = @ExampleObject(name = "page", value = Examples.DEAD_LETTERS)))
    public DeadLetterPage list(
            @QueryParam("status") @Parameter(description = "只列出该状态的。Only those of that status.", example = "OPEN")
                    DeadLetter.Status status,
            @QueryParam("after") @Parameter(description = "上一页的 next。The next of the page before.", example = "0Jf3…")
                    String after,
            @QueryParam("limit")
                    @Parameter(description = "条数，1 至 200，缺省 50。Items, 1 to 200, 50 by default.", example = "50")
                    Integer limit) {
        Paging.Page<DeadLetter.Listed> page = paging.read(
                "dead-letters " + status,
                after,
                limit,
                (place, size) -> DeadLetter.after(place == null ? 0 : Long.parseLong(place), status, size),
                listed -> listed.letter().id);
        return new DeadLetterPage(page.rows().stream().map(DeadLetterView::of).toList(), page.next());
    }

    /** The letter with its whole value. */
    @GET
    @Path("/{id}")
    @Transactional
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found"),
            operationId = "getDeadLetter",
            summary = "查看一条死信 Read a dead letter",
            description = "含全部原始内容。单位不能查看。 With its whole value. Units may not see it.")
    @APIResponse(
            responseCode = "200",
            description = "该条死信。The letter.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeadLetterView.class),
                            examples = @ExampleObject(name = "letter", value = Examples.OPEN_LETTER)))
    public DeadLetterView get(@PathParam("id") @Parameter(description = ID) Long id) {
        return shown(DeadLetter.findByIdOptional(id));
    }

    /** Not in one transaction: what is read may be refused by the database, and then only the reason is kept. */
    @POST
    @Path("/{id}/replay")
    @RolesAllowed(Roles.OFFICE)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found, conflict"),
            operationId = "replayDeadLetter",
            summary = "重新读取一条死信 Read a dead letter again",
            description = "仅限办公室。按现在的程序重新读取，例如升级后读取新版本的事件；status 为 REPLAYED 即已识别并照常处理，"
                    + "仍为 OPEN 则 reason 是现在的原因。已识别的再次重放不产生任何后果。联络方式（duban.contacts）以最新一条为准，"
                    + "不能重放，请在任务服务重新登记；已放弃的也不能重放，均答复 409。"
                    + " Office only. It is read as this program reads, a newer version after an upgrade, say: REPLAYED means"
                    + " understood and handled like any event; still OPEN comes with the reason of now. A repeat does"
                    + " nothing. Contacts are not replayed, since only the newest counts: save them again in task-service."
                    + " Nor is what was given up: 409.")
    @APIResponse(
            responseCode = "200",
            description = "重新读取之后的死信。The letter as it now stands.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeadLetterView.class),
                            examples = @ExampleObject(name = "replayed", value = Examples.REPLAYED_LETTER)))
    public DeadLetterView replay(@PathParam("id") @Parameter(description = ID) Long id) throws SQLException {
        try {
            DeadLetterView answer = shown(letters.replay(id, caller.actor()));
            sender.wake();
            return answer;
        } catch (DeadLetters.NotNow e) {
            throw new ProblemException(ProblemCode.CONFLICT);
        }
    }

    /** It stays in the list, and is no longer counted as open. */
    @POST
    @Path("/{id}/dismiss")
    @RolesAllowed(Roles.OFFICE)
    @Transactional
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found, conflict"),
            operationId = "dismissDeadLetter",
            summary = "放弃一条死信 Give a dead letter up",
            description = "仅限办公室；只能放弃待处理（OPEN）的，须说明原因，记入审计。消息仍然保存。"
                    + " Office only, and only while it is OPEN; with a reason, which is kept in the audit trail. The record stays.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DismissRequest.class),
                            examples = @ExampleObject(name = "dismiss", value = Examples.DISMISS_REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "放弃之后的死信。The letter as it now stands.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeadLetterView.class),
                            examples = @ExampleObject(name = "dismissed", value = Examples.DISMISSED_LETTER)))
    public DeadLetterView dismiss(@PathParam("id") @Parameter(description = ID) Long id, byte[] body) {
        DismissRequest request = StrictJson.read(body, DismissRequest.class);
        String reason = StatedReason.of(request.reason());
        try {
            return shown(letters.dismiss(id, caller.actor(), reason));
        } catch (DeadLetters.NotNow e) {
            throw new ProblemException(ProblemCode.CONFLICT);
        }
    }

    private static DeadLetterView shown(Optional<DeadLetter> letter) {
        return letter.map(DeadLetterView::of).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }
}
