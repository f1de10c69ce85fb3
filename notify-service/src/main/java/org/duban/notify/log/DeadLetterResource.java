package org.duban.notify.log;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.duban.notify.inbox.DeadLetter;
import org.duban.notify.listing.Paging;
import org.duban.notify.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Records of Kafka that were not understood: none is lost, none stops the rest (R10). */
@Path("/api/v1/dead-letters")
@RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
@Transactional
@Tag(name = "死信 Dead letters")
public class DeadLetterResource {

    private final Paging paging;

    DeadLetterResource(Paging paging) {
        this.paging = paging;
    }

    @Schema(description = "一页死信，由旧到新。A page of dead letters, oldest first.")
    public record DeadLetterPage(
            @Schema(required = true) List<DeadLetterView> items,

            @Schema(description = "下一页的 after；没有下一页时不出现。The after of the next page; absent at the end.", examples = "0Jf3…")
            String next) {}

    @Schema(description = "一条无法识别的消息，原样保存。A record that was not understood, as it came.")
    public record DeadLetterView(
            @Schema(required = true, examples = "3") long id,

            @Schema(required = true, examples = "duban.events")
            String topic,

            @Schema(required = true, examples = "2") int partition,
            @Schema(required = true, examples = "41") long offset,

            @Schema(description = "消息在 Kafka 中的时间。Its timestamp in Kafka.", required = true)
            Instant recordTime,

            @Schema(description = "消息键；没有则不出现。Its key; absent where it had none.")
            String key,

            @Schema(description = "消息头，每行一个。Its headers, one a line.", required = true)
            String headers,

            @Schema(description = "原始内容，Base64；没有则不出现。Its bytes in Base64; absent where it had none.")
            byte[] value,

            @Schema(description = "无法识别的原因。Why it was not understood.", required = true, examples = "no header ce_id")
            String reason,

            @Schema(required = true) Instant receivedAt) {

        static DeadLetterView of(DeadLetter letter) {
            return new DeadLetterView(
                    letter.id,
                    letter.topic,
                    letter.partition,
                    letter.offset,
                    letter.recordTime,
                    letter.key,
                    letter.headers,
                    letter.value,
                    letter.reason,
                    letter.receivedAt);
        }
    }

    /** Dead letters in the order in which they came. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listDeadLetters",
            summary = "列出死信 List dead letters",
            description = "无法识别的消息原样保存，附原因；不影响其他消息。单位不能查看。"
                    + " Records that were not understood, with the reason; units may not see them.")
    @APIResponse(
            responseCode = "200",
            description = "一页死信。A page of dead letters.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeadLetterPage.class),
                            examples = @ExampleObject(name = "page", value = Examples.DEAD_LETTERS)))
    public DeadLetterPage list(
            @QueryParam("after") @Parameter(description = "上一页的 next。The next of the page before.", example = "0Jf3…")
                    String after,
            @QueryParam("limit")
                    @Parameter(description = "条数，1 至 200，缺省 50。Items, 1 to 200, 50 by default.", example = "50")
                    Integer limit) {
        Paging.Page<DeadLetter> page = paging.read(
                "dead-letters",
                after,
                limit,
                (place, size) -> DeadLetter.after(place == null ? 0 : Long.parseLong(place), size),
                letter -> letter.id);
        return new DeadLetterPage(page.rows().stream().map(DeadLetterView::of).toList(), page.next());
    }
}
