package org.duban.task.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.duban.task.assignment.Assignment;
import org.duban.task.listing.Filter;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Attachments to download. One is added to its report: {@link AttachmentFilingResource}. */
@Path("/api/v1/attachments")
@Tag(name = "submissions")
public class AttachmentResource {
    private final AttachmentDownload download;
    private final Caller caller;

    AttachmentResource(AttachmentDownload download, Caller caller) {
        this.download = download;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "downloadAttachment", summary = "下载附件 (Download an attachment)",
            description = "能看到所属报送的即可下载。总是作为下载提供，浏览器不会打开；ETag 由内容的 SHA-256 得出。通知结束满保存期后内容即被删除，答 410。"
                    + "(For those who may read its report. Always a download, never shown; its ETag is made of its SHA-256. "
                    + "A 410 once the content was kept long enough after the end of its notice.)")
    @Extension(name = Problems.NAME, value = "not-found,gone")
    @APIResponse(responseCode = "200", description = "文件内容 (the content)", content = @Content(
            mediaType = MediaType.WILDCARD, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Transactional
    public Response download(@PathParam("id") UUID id, @Context Request request) {
        return download.answer(id, new Filter().and(AttachmentDownload.whose(Assignment.readableBy("a")), "reader", caller.onlyUnit()),
                request);
    }
}
