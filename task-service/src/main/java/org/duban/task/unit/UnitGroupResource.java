package org.duban.task.unit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;
import org.duban.task.listing.Page;
import org.duban.task.listing.Paging;
import org.duban.task.precondition.Preconditions;
import org.duban.task.problem.Problems;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Groups of units, such as 各县市人民政府. */
@Path("/api/v1/unit-groups")
@Tag(name = "units")
public class UnitGroupResource {
    private final Directory directory;
    private final Caller caller;
    private final Preconditions preconditions;
    private final Paging paging;

    UnitGroupResource(Directory directory, Caller caller, Preconditions preconditions, Paging paging) {
        this.paging = paging;
        this.directory = directory;
        this.caller = caller;
        this.preconditions = preconditions;
    }

    /** A membership; null days are open, and both days belong to it. */
    @Schema(name = "UnitGroupMember")
    public record MemberView(
            @Schema(examples = "532501") @NotNull @Pattern(regexp = UnitResource.CODE) String unit,
            LocalDate from, LocalDate to) {}

    /** @param name as notices print it; unique over units, groups and aliases under Unicode NFKC */
    public record GroupRequest(
            @Schema(examples = "各县市人民政府") @NotBlank @Size(max = 100) String name,
            @NotEmpty @Size(max = 5000) List<@Valid @NotNull MemberView> members) {}

    /** A group as the API shows it, its members in the order in which they were given. */
    @Schema(name = "UnitGroup", requiredProperties = {"code", "name", "members"})
    public record GroupView(@Schema(examples = "532500-G1") String code, String name, List<MemberView> members) {}

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
    @Operation(operationId = "listUnitGroups", summary = "列出单位组 (List the groups of units)",
            description = "按代码排序，含成员。(By code, with members.)")
    @Transactional
    public Page<GroupView> list(
            @Parameter(description = "上一页的 next (next of the page before)") @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return paging.read(new Paging.Source<>(UnitGroup.class, "g", new Filter(), g -> g.code, code -> code),
                Order.byId(), after, limit).map(UnitGroupResource::view);
    }

    @GET
    @Path("/{code}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
    @Operation(operationId = "getUnitGroup", summary = "查看一个单位组 (Read one group)", description = "含成员。(With members.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public GroupView get(@PathParam("code") @Pattern(regexp = UnitResource.CODE) String code) {
        return UnitGroup.<UnitGroup>findByIdOptional(code).map(UnitGroupResource::view)
                .orElseThrow(() -> ProblemException.notFound(new Text("单位组", "unit group"), code));
    }

    @PUT
    @Path("/{code}")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "putUnitGroup", summary = "建立或更改单位组 (Create or change a group)",
            description = "更改已有的组须提供 If-Match。通知中的组名在交办时展开为当日的成员。"
                    + "(A change needs If-Match. A group named in a notice expands at dispatch to its members of that day.)")
    @Extension(name = Problems.NAME, value = "units-unknown,name-taken,precondition-required,precondition-failed")
    @APIResponse(responseCode = "200", description = "已更改 (Changed)",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = GroupView.class)))
    @APIResponse(responseCode = "201", description = "已建立 (Created)",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = GroupView.class)))
    public RestResponse<GroupView> put(@PathParam("code") @Pattern(regexp = UnitResource.CODE) String code,
            @NotNull @Valid GroupRequest body) {
        boolean created = directory.putGroup(code, body.name(), body.members().stream()
                .map(m -> new UnitGroup.Member(m.unit(), m.from(), m.to())).toList(), caller.actor(),
                group -> preconditions.require(view(group)));
        return RestResponse.status(created ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                new GroupView(code, Names.stored(body.name()), body.members()));
    }

    private static GroupView view(UnitGroup group) {
        return new GroupView(group.code, group.name,
                group.members.stream().map(m -> new MemberView(m.unit, m.from, m.to)).toList());
    }
}
