package org.duban.task.imports;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.duban.task.intake.DocumentKind;
import org.duban.task.intake.Intake;
import org.duban.task.limit.MaxBody;
import org.duban.task.notice.NoticeDraft;
import org.duban.task.notice.NoticeReading;
import org.duban.task.problem.Languages;
import org.duban.task.problem.Problem;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.ProblemMappers;
import org.duban.task.security.Roles;
import org.duban.task.site.FormAnswer;
import org.duban.task.site.HtmlPage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * Importing a notice: a text or file is read, the office looks, and only then becomes it a draft. Until then the text travels
 * with the page and nothing is stored, so reloading and going back do no harm.
 */
@Path("/import")
@HtmlPage
@RolesAllowed(Roles.OFFICE)
@Produces(MediaType.TEXT_HTML)
public class ImportResource {
    private final Intake intake;
    private final NoticeReading reading;
    private final ImportDrafts drafts;
    private final ImportPages pages;

    ImportResource(Intake intake, NoticeReading reading, ImportDrafts drafts, ImportPages pages) {
        this.intake = intake;
        this.reading = reading;
        this.drafts = drafts;
        this.pages = pages;
    }

    @GET
    @Operation(hidden = true)
    public String start(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return pages.start(Languages.english(language), "", null);
    }

    /** Reads; with the field {@code create} it stores what was read as well. */
    @POST
    @MaxBody(NoticeDraft.MEGABYTES)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response read(MultipartFormDataInput sent, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) throws IOException {
        boolean english = Languages.english(language);
        ImportForm form = ImportForm.of(ImportForm.Of.NOTICE, sent);
        NoticeDraft read;
        try {
            read = reading.read(text(sent, form));
        } catch (ProblemException e) {
            Problem problem = ProblemMappers.problem(e, english, "/import");
            return Response.status(problem.status()).entity(pages.start(english, form.verbatim(), problem)).build();
        }
        if (!form.has("create")) {
            return Response.ok(pages.reading(english, read, null, null)).build();
        }
        return FormAnswer.of("/import", language, () -> "/import/" + drafts.create(read, form),
                (inEnglish, problem) -> pages.reading(inEnglish, read, form, problem));
    }

    /** Of the file where one was chosen, else what was pasted. */
    private String text(MultipartFormDataInput sent, ImportForm form) throws IOException {
        Optional<FormValue> file = sent.getValues().getOrDefault("file", List.of()).stream()
                .filter(value -> value.isFileItem() && value.getFileName() != null && !value.getFileName().isBlank()).findFirst();
        if (file.isPresent()) {
            String type = file.get().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
            byte[] content = file.get().getFileItem().getInputStream().readAllBytes();
            return intake.read(content, DocumentKind.ofUpload(file.get().getFileName(), type), null);
        }
        if (form.verbatim().isBlank()) {
            throw ProblemException.field("/source", "请粘贴通知全文，或选择文件。", "Paste the text of a notice, or choose a file.");
        }
        return intake.read(form.verbatim().getBytes(StandardCharsets.UTF_8), DocumentKind.TEXT, StandardCharsets.UTF_8.name());
    }
}
