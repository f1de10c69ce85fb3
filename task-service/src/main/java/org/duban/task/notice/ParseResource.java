package org.duban.task.notice;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import org.duban.task.intake.DocumentKind;
import org.duban.task.intake.Intake;
import org.duban.task.limit.MaxBody;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Problems;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** A notice as text or as a file, read into a draft. Nothing is stored. */
@Path("/api/v1/notices/parse")
@Tag(name = "notices")
public class ParseResource {
    private static final String CSV = "text/csv";
    private static final String PDF = "application/pdf";
    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Intake intake;
    private final NoticeReading reading;

    ParseResource(Intake intake, NoticeReading reading) {
        this.intake = intake;
        this.reading = reading;
    }

    /** How a form sends it. */
    @Schema(name = "NoticeFile", requiredProperties = "file")
    record Form(@Schema(format = "binary", description = "通知文件，按文件名的扩展名读取 (the file; read by the ending of its name)") String file) {}

    @POST
    @MaxBody(Intake.MEGABYTES)
    @Consumes({MediaType.TEXT_PLAIN, MediaType.TEXT_HTML, CSV, PDF, DOCX, XLSX})
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "parseNotice", summary = "读取通知 (Read a notice)",
            description = "从通知全文或文件读出标题、期限、报送邮箱、事项与责任单位，不保存任何内容。最大 5 MB；可用文本、html 网页、docx、带文字的 pdf，"
                    + "以及 xlsx、csv 任务表（按表头认列）；也可用 multipart/form-data 的 file 上传。文本的编码以 charset 为准，未注明的按 BOM、UTF-8、GB18030 辨认。"
                    + "答复的 sourceText 是读出的全文；疑点列在 findings，start 与 end 是其中的 UTF-16 位置。units 是各责任单位在名录中的对应，"
                    + "没有的不会自动建立。(Reads a text or a file of 5 MB at most; stores nothing. Also as `file` of a form. sourceText is what was read, "
                    + "findings are doubts with their place in it, units says whom the printed names mean in the directory; none is created.)")
    @Extension(name = Problems.NAME, value = "invalid-field,malformed-csv,file-damaged,file-encrypted,file-without-text")
    @RequestBody(required = true, content = {
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING, examples = "某州人民政府办公室关于……的通知")),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = DOCX, schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(implementation = Form.class))})
    public NoticeDraft parse(@NotNull byte[] body, @Context HttpHeaders headers) {
        MediaType type = headers.getMediaType();
        DocumentKind kind = DocumentKind.ofMediaType(type).orElseThrow(DocumentKind::unknown);
        return reading.read(intake.read(body, kind, type.getParameters().get(MediaType.CHARSET_PARAMETER)));
    }

    @POST
    @MaxBody(Intake.MEGABYTES)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Roles.OFFICE)
    @Operation(hidden = true)
    public NoticeDraft upload(@RestForm("file") FileUpload file) throws IOException {
        if (file == null) {
            throw ProblemException.field("/file", "缺少名为 file 的文件。", "There is no file named file.");
        }
        DocumentKind kind = DocumentKind.ofUpload(file.fileName(), file.contentType());
        return reading.read(intake.read(Files.readAllBytes(file.uploadedFile()), kind, null));
    }
}
