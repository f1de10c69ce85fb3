package org.duban.task.notice;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.duban.task.idempotency.Idempotent;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.duban.task.unit.UnitReading;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The units that a notice prints: whom they mean, and making those that the directory lacks. */
@Path("/api/v1/notices/{id}/units")
@Tag(name = "notices")
public class NoticeUnitsResource {
    private final NoticeUnits units;
    private final Caller caller;

    NoticeUnitsResource(NoticeUnits units, Caller caller) {
        this.units = units;
        this.caller = caller;
    }

    /**
     * Which are to be made.
     *
     * @param prefix what their codes begin with; the numbers go on from the highest there is
     * @param names  null: all that the directory lacks, but for names of several bodies
     */
    @Schema(name = "NewUnits")
    public record NewUnits(@Schema(examples = "532500") @NotNull @Pattern(regexp = "[0-9A-Za-z][0-9A-Za-z-]{0,23}") String prefix,
            @Schema(examples = "[\"州农业农村局\"]") @Size(min = 1, max = 500) List<@NotBlank @Size(max = 100) String> names) {}

    /**
     * What was made.
     *
     * @param units all printed names, as they are read now
     */
    @Schema(name = "MadeUnits", requiredProperties = {"created", "units"})
    public record MadeUnits(List<UnitReading.Named> created, List<UnitReading> units) {}

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
    @Operation(operationId = "listNoticeUnits", summary = "查看通知所列单位在名录中的对应 (Read whom a notice's units mean)",
            description = "按印出的先后，每个名称一次，以现时的名录为准；没有 code 的尚不在名录中，nearest 是最接近的。"
                    + "(Each printed name once, by the directory as it is now; without a code it is not there, nearest names the likest.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public List<UnitReading> list(@PathParam("id") UUID id) {
        return NoticeReading.units(Notice.byId(id), Task.ofNotice(id));
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "createNoticeUnits", summary = "建立通知所列而名录中没有的单位 (Create the units that the directory lacks)",
            description = "由办公室确认后一次建立：省略 names 时为全部尚不在名录中的单位，各…、有关…等统称除外（请建立单位组）；实为已有单位的，不必建立，在草稿的 units 中写明其 code。代码为前缀加下一个序号。全部建立或全部不建。"
                    + "(Those that the office confirms, all at once: all that are lacking where names is left out, but for names of several bodies, which "
                    + "are groups. One that the directory has by another name needs none: give its code in the draft's units. Codes are the prefix and the next number. All or nothing.)")
    @Extension(name = Problems.NAME, value = "not-found,name-taken,conflict,key-in-flight,key-reused")
    @Transactional
    public RestResponse<MadeUnits> create(@PathParam("id") UUID id, @NotNull @Valid NewUnits body) {
        List<UnitReading.Named> created = units.create(id, body.names(), body.prefix(), caller.actor());
        return RestResponse.ok(new MadeUnits(created, NoticeReading.units(Notice.byId(id), Task.ofNotice(id))));
    }
}
