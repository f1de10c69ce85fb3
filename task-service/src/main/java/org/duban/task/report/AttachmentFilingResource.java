package org.duban.task.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.UUID;
import org.duban.task.limit.MaxBody;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** A unit adds a file to a report of its own. */
@Path("/api/v1/submissions/{id}/attachments")
@Tag(name = "submissions")
public class AttachmentFilingResource {
    private final Attachments attachments;
    private final AttachmentFiling filing;
    private final Caller caller;

    AttachmentFilingResource(Attachments attachments, AttachmentFiling filing, Caller caller) {
        this.attachments = attachments;
        this.filing = filing;
        this.caller = caller;
    }

    @POST
    @MaxBody(Attachments.MEGABYTES)
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed(Roles.UNIT)
    @Operation(operationId = "addAttachment", summary = "添加附件 (Add an attachment)",
            description = "正文即文件内容，最大 20 MB；由报送单位在审核之前添加，每份报送最多 10 个。可用 pdf、doc、docx、xls、xlsx、txt、csv、"
                    + "png、jpg、zip，以内容核对扩展名，不以客户端所称为准。(The body is the file itself, 20 MB at most; by the unit that "
                    + "filed the report, until it is reviewed, ten at most. The content must be what the name's ending says.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict,bad-request,key-in-flight,key-reused")
    @APIResponse(responseCode = "201", description = "已建立 (Created)", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Attachment.View.class)))
    public RestResponse<Attachment.View> addAttachment(@PathParam("id") UUID id,
            @Parameter(description = "文件名，UTF-8 百分号编码 (file name, percent-encoded UTF-8)",
                    schema = @Schema(type = SchemaType.STRING, examples = "整改清单.csv"))
            @QueryParam("name") @NotBlank String name,
            @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM,
                    schema = @Schema(type = SchemaType.STRING, format = "binary"))) InputStream body) throws IOException {
        Attachments.Spooled received = attachments.receive(id, name, body, caller.unit());
        try {
            return filing.file(id, received);
        } finally {
            Files.delete(received.file());
        }
    }
}
