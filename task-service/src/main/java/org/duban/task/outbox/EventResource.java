package org.duban.task.outbox;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import org.duban.task.listing.Cursors;
import org.duban.task.listing.Page;
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

/** Events over REST, for those without Kafka: the same, in the order of their publication. */
@Path("/api/v1/events")
@Tag(name = "events")
public class EventResource {
    private static final int LONGEST_WAIT = 30;

    private final EventFeed feed;
    private final Cursors cursors;
    private final Caller caller;

    EventResource(EventFeed feed, Cursors cursors, Caller caller) {
        this.feed = feed;
        this.cursors = cursors;
        this.caller = caller;
    }

    /** @param next where to read on; there at the end too, so that the caller can wait for more */
    @Schema(name = "EventPage", requiredProperties = {"items", "next"})
    public record EventPage(List<PublishedEvent> items,
            @Schema(description = "不透明的游标，作为下一次的 after；总有，读完后用它等待新的事件 (opaque; always given)") String next) {}

    @GET
    @Blocking
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "listEvents", summary = "按发布次序读取事件 (Read the events in the order of publication)",
            description = "与 Kafka 主题 duban.events 上的事件相同（CloudEvents，默认保留 90 天），不缺、不重；联络方式不在其中。"
                    + "保存答复中的 next，作为下一次的 after；没有新事件时，waitSeconds 秒内一有发布即答复。单位令牌只读到本单位的。after 之后的事件已过保存期时答 410：请重新同步数据，再从头（不带 after）读取。"
                    + "(The same CloudEvents as on Kafka, nothing skipped, nothing twice, contacts never. Keep next and send it as "
                    + "after; with waitSeconds, an empty answer is held back until something is published. A unit reads its own. Where events "
                    + "after it are kept no longer the answer is a 410: read the present state anew, then begin without after.)")
    @Extension(name = Problems.NAME, value = "gone")
    public Uni<EventPage> list(
            @Parameter(description = "上一次的 next；缺省为从头 (next of the answer before; from the start without)") @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @Parameter(description = "没有新事件时最多等待的秒数 (longest wait for new events, in seconds)")
            @QueryParam("waitSeconds") @DefaultValue("0") @Min(0) @Max(LONGEST_WAIT) int waitSeconds) {
        String unit = caller.onlyUnit();
        String list = "events of " + (unit == null ? "all" : "unit " + unit);
        long last = after == null ? 0 : Long.parseLong(cursors.read(list, after).get(0));
        EventFeed.Kept kept = feed.kept();
        if (after != null) {
            refuseGap(last, kept.oldest());
        }
        return feed.read(new EventFeed.Place(unit, last, limit), Duration.ofSeconds(waitSeconds)).map(found -> {
            long seen = found.isEmpty() ? last : found.get(found.size() - 1).position();
            // Whom little concerns goes on with the rest, so that its place never falls behind what is kept.
            long next = found.size() < limit ? Math.max(seen, kept.newest()) : seen;
            return new EventPage(found.stream().map(EventFeed.Published::event).toList(),
                    cursors.write(list, List.of(String.valueOf(next))));
        });
    }

    /** Whoever stands before the oldest that is kept has missed something, and must not believe that it has not. */
    private static void refuseGap(long last, long oldest) {
        if (last + 1 < oldest) {
            throw new ProblemException(ProblemCode.GONE, Text.of(
                    "游标之后的部分事件已过保存期；现存最早的事件位置为 %s。请重新同步数据，再不带 after 从头读取。",
                    "Events after the cursor are kept no longer; the oldest that is kept has the position %s. Read the present state "
                            + "anew, then begin without after.", oldest));
        }
    }
}
