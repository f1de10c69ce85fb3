package org.duban.task.audit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Map;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;
import org.duban.task.listing.Page;
import org.duban.task.listing.Paging;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The trail over REST; there is no way to change it. */
@Path("/api/v1/audit")
@Tag(name = "audit")
public class AuditResource {
    private final Paging paging;

    AuditResource(Paging paging) {
        this.paging = paging;
    }

    /**
     * @param at       business time
     * @param actor    role and subject of the token, or {@code system}
     * @param entity   what was changed, with its id or code
     * @param before   what was there; null when the thing was new
     * @param after    what is there since; null when it is gone
     * @param reason   in the words of who did it; null when none was asked for
     */
    @Schema(name = "AuditEntry", requiredProperties = {"id", "at", "actor", "action", "entity", "entityId"})
    public record AuditView(long id, Instant at, @Schema(examples = "unit:532500-12 shuiliju") String actor,
            @Schema(examples = "assignment.acknowledged") String action, @Schema(examples = "assignment") String entity,
            String entityId, @Schema(implementation = Map.class) JsonNode before,
            @Schema(implementation = Map.class) JsonNode after, String reason) {}

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE})
    @Operation(operationId = "listAudit", summary = "查看更改记录 (Read the audit trail)",
            description = "谁在何时把什么从何改为何、为何而改；从最早的开始。记录只增不改，任何接口和服务自己的数据库用户都不能更改或删除。"
                    + "(Who changed what, when, from, to, why; oldest first. Nothing in it can be changed or removed.)")
    @Transactional
    public Page<AuditView> list(
            @Parameter(description = "notice、assignment、unit、unit-group 等 (kind of thing)") @QueryParam("entity") String entity,
            @Parameter(description = "其 id 或代码 (its id or code)") @QueryParam("entityId") String entityId,
            @Parameter(description = "如答复中的 actor (as in the answer)") @QueryParam("actor") String actor,
            @Parameter(description = "上一页的 next (next of the page before)") @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Filter filter = new Filter().and("a.entity = :entity", "entity", entity)
                .and("a.entityId = :entityId", "entityId", entityId).and("a.actor = :actor", "actor", actor);
        Paging.Source<AuditEntry> source = new Paging.Source<>(AuditEntry.class, "a", filter, a -> a.id, Long::valueOf);
        return paging.read(source, Order.byId(), after, limit).map(a -> new AuditView(a.id, a.at, a.actor, a.action,
                a.entity, a.entityId, a.before, a.after, a.reason));
    }
}
