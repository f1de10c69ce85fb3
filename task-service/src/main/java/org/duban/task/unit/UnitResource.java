package org.duban.task.unit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;
import org.duban.task.listing.Page;
import org.duban.task.listing.Paging;
import org.duban.task.precondition.Preconditions;
import org.duban.task.problem.Problems;
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

/** The directory of units over REST. */
@Path("/api/v1/units")
@Tag(name = "units")
public class UnitResource {
    /** What a code may look like, for example 532501 or 532500-12. */
    public static final String CODE = "[0-9A-Za-z][0-9A-Za-z-]{0,31}";

    private final Directory directory;
    private final Caller caller;
    private final Preconditions preconditions;
    private final Paging paging;

    UnitResource(Directory directory, Caller caller, Preconditions preconditions, Paging paging) {
        this.paging = paging;
        this.directory = directory;
        this.caller = caller;
        this.preconditions = preconditions;
    }

    /** @param name the full name as notices print it; unique under Unicode NFKC */
    public record UnitRequest(
            @Schema(examples = "州水利局") @NotBlank @Size(max = 100) String name) {}

    /** @param code for a government the six digits of GB/T 2260, else one that the office gave */
    @Schema(name = "Unit", requiredProperties = {"code", "name"})
    public record UnitView(
            @Schema(examples = "532500-12") String code,
            @Schema(examples = "州水利局") String name) {}

    /**
     * @param role  LIAISON 联络员 receives every mail; LEADER 分管领导 receives copies of chases and escalations
     * @param post  the post, not a person's name
     * @param email one plain address
     */
    @Schema(name = "Contact")
    public record ContactView(
            @NotNull Contact.Role role,
            @Schema(examples = "办公室联络员") @NotBlank @Size(max = 100) String post,
            @Schema(examples = "532500-12.lianluo@honghe.example") @NotNull @Size(max = 254) @Email(regexp = "[!-~]+@[0-9A-Za-z.-]+") String email) {}

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "listUnits", summary = "列出单位 (List the units)",
            description = "按代码排序。单位令牌只能看到本单位。(By code; a unit sees only itself.)")
    @Transactional
    public Page<UnitView> list(
            @Parameter(description = "上一页的 next (next of the page before)") @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Filter filter = new Filter().and("u.code = :reader", "reader", caller.onlyUnit());
        return paging.read(new Paging.Source<>(Unit.class, "u", filter, u -> u.code, code -> code), Order.byId(), after, limit)
                .map(UnitResource::view);
    }

    @GET
    @Path("/{code}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getUnit", summary = "查看一个单位 (Read one unit)",
            description = "单位令牌只能看到本单位，其他单位视为不存在。(Other units do not exist for a unit.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public UnitView get(@PathParam("code") @Pattern(regexp = CODE) String code) {
        return view(visible(code));
    }

    @PUT
    @Path("/{code}")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "putUnit", summary = "建立或更名单位 (Create or rename a unit)",
            description = "新建答 201，不需要 If-Match；更改已有单位须提供 If-Match；内容未变时答 200。(201 when new, without If-Match; a change needs If-Match; no change is a 200.)")
    @Extension(name = Problems.NAME, value = "name-taken,precondition-required,precondition-failed")
    @APIResponse(responseCode = "200", description = "已更改 (Changed)",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UnitView.class)))
    @APIResponse(responseCode = "201", description = "已建立 (Created)",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UnitView.class)))
    public RestResponse<UnitView> put(@PathParam("code") @Pattern(regexp = CODE) String code, @NotNull @Valid UnitRequest body) {
        boolean created = directory.put(code, body.name(), caller.actor(), unit -> preconditions.require(view(unit)));
        return RestResponse.status(created ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                new UnitView(code, Names.stored(body.name())));
    }

    @GET
    @Path("/{code}/contacts")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.UNIT})
    @Operation(operationId = "listContacts", summary = "查看单位的联络方式 (Read a unit's contacts)",
            description = "单位令牌只能看到本单位的。(A unit sees its own.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public List<ContactView> contacts(@PathParam("code") @Pattern(regexp = CODE) String code) {
        visible(code);
        return views(Contact.of(code));
    }

    @PUT
    @Path("/{code}/contacts")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "putContacts", summary = "替换单位的全部联络方式 (Replace all contacts of a unit)",
            description = "已有联络方式时，更改须提供 If-Match。联络方式属于岗位，不属于个人；发信时才解析地址。"
                    + "(Needs If-Match when there are any. A contact belongs to a post; addresses are resolved when a mail is sent.)")
    @Extension(name = Problems.NAME, value = "not-found,precondition-required,precondition-failed")
    public List<ContactView> putContacts(@PathParam("code") @Pattern(regexp = CODE) String code,
            @NotNull @Size(max = 50) List<@Valid @NotNull ContactView> body) {
        directory.putContacts(code,
                body.stream().map(c -> new Contact(code, c.role(), c.post().strip(), c.email())).toList(),
                caller.actor(), contacts -> preconditions.require(views(contacts)));
        return body;
    }

    /**
     * @param email  the address that is to be forgotten
     * @param reason who asked for it, and why; kept in the audit trail
     */
    public record ForgetRequest(
            @Schema(examples = "532500-12.lianluo@honghe.example") @NotNull @Size(max = 254) @Email(regexp = "[!-~]+@[0-9A-Za-z.-]+") String email,
            @Schema(examples = "本人已调离，要求删除。") @NotBlank @Size(max = 2000) String reason) {}

    @POST
    @Path("/{code}/contacts/deletions")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "forgetContact", summary = "删除并遗忘单位的一个地址 (Delete an address of a unit, and forget it)",
            description = "从单位的联络方式中删除该地址，并在两个服务保存的一切记录（邮件台账、投递、退信标记等）中抹去；只有本次删除的更改记录保留它。"
                    + "此前已被替换的地址也可以这样遗忘。答复为余下的联络方式。备份中的不受影响，恢复备份后须重新删除。"
                    + "(Takes the address away from the unit and blanks it in all that both services have kept, the ledger of mails included; only "
                    + "the audit of this deletion names it. An address that was replaced before can be forgotten too. The answer is what "
                    + "is left. Back-ups still have it: delete it again after a restore.)")
    @Extension(name = Problems.NAME, value = "not-found")
    public List<ContactView> forgetContact(@PathParam("code") @Pattern(regexp = CODE) String code, @NotNull @Valid ForgetRequest body) {
        return views(directory.forget(code, body.email(), body.reason().strip(), caller.actor()));
    }

    @GET
    @Path("/{code}/aliases")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "listAliases", summary = "查看单位的别名 (Read a unit's aliases)",
            description = "通知中以这些名称出现的即是该单位。单位令牌只能看到本单位的。(Names by which notices print the unit; a unit sees its own.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public List<String> aliases(@PathParam("code") @Pattern(regexp = CODE) String code) {
        visible(code);
        return Alias.of(code);
    }

    @PUT
    @Path("/{code}/aliases")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "putAliases", summary = "替换单位的全部别名 (Replace all aliases of a unit)",
            description = "已有别名时，更改须提供 If-Match。别名在单位、单位组和别名中唯一（NFKC，不计空白），交办时按别名认出单位。"
                    + "(Needs If-Match when there are any. An alias is unique over units, groups and aliases; dispatch knows the unit by it.)")
    @Extension(name = Problems.NAME, value = "not-found,name-taken,precondition-required,precondition-failed")
    public List<String> putAliases(@PathParam("code") @Pattern(regexp = CODE) String code,
            @NotNull @Size(max = 50) List<@NotBlank @Size(max = 100) String> body) {
        return directory.putAliases(code, body, caller.actor(), preconditions::require);
    }

    private static List<ContactView> views(List<Contact> contacts) {
        return contacts.stream().map(c -> new ContactView(c.role, c.post, c.email)).toList();
    }

    private Unit visible(String code) {
        if (caller.onlyUnit() != null && !caller.onlyUnit().equals(code)) {
            throw Directory.missing(code);
        }
        return Directory.unit(code);
    }

    private static UnitView view(Unit unit) {
        return new UnitView(unit.code, unit.name);
    }
}
