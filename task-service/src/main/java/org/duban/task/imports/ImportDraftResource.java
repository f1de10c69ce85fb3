package org.duban.task.imports;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.duban.task.notice.LadderChoice;
import org.duban.task.problem.Days;
import org.duban.task.problem.Languages;
import org.duban.task.problem.ProblemException;
import org.duban.task.security.Roles;
import org.duban.task.site.FormAnswer;
import org.duban.task.site.HtmlPage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** A draft on its way to dispatch: it is corrected piece by piece, each piece a form of its own. */
@Path("/import/{id}")
@HtmlPage
@RolesAllowed(Roles.OFFICE)
@Produces(MediaType.TEXT_HTML)
public class ImportDraftResource {
    private final ImportDrafts drafts;
    private final ImportPages pages;

    ImportDraftResource(ImportDrafts drafts, ImportPages pages) {
        this.drafts = drafts;
        this.pages = pages;
    }

    @GET
    @Operation(hidden = true)
    public String draft(@PathParam("id") UUID id, @QueryParam("edit") String edit, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return pages.draft(Languages.english(language), id, edit);
    }

    @POST
    @Path("/notice")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response notice(@PathParam("id") UUID id, MultipartFormDataInput sent, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return change(id, ImportForm.of(ImportForm.Of.NOTICE, sent), language, form -> {
            drafts.change(id, form);
            return "#notice";
        });
    }

    /** Changes a task, adds one or, by the button {@code remove}, takes it away. */
    @POST
    @Path("/task")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response task(@PathParam("id") UUID id, MultipartFormDataInput sent, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return change(id, ImportForm.of(ImportForm.Of.TASK, sent), language, form -> {
            if (form.has("remove")) {
                drafts.removeTask(id, form);
                return "#tasks";
            }
            return "#task-" + (drafts.putTask(id, form) + 1);
        });
    }

    /** Says when the units will be reminded. */
    @POST
    @Path("/ladder")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response ladder(@PathParam("id") UUID id, MultipartFormDataInput sent, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return change(id, ImportForm.of(ImportForm.Of.LADDER, sent), language, form -> {
            drafts.chase(id, form);
            return "#ladder";
        });
    }

    /** Says of all doubtful names at once whom they mean, or which are to be made. */
    @POST
    @Path("/units")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response units(@PathParam("id") UUID id, MultipartFormDataInput sent, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return change(id, ImportForm.of(ImportForm.Of.UNITS, sent), language, form -> {
            drafts.confirm(id, form, ImportAnswer.of(form));
            return "#units";
        });
    }

    private Response change(UUID id, ImportForm form, String language, Function<ImportForm, String> change) {
        String path = "/import/" + id;
        return FormAnswer.of(path, language, () -> path + change.apply(form), (english, problem) -> pages.draft(english, id, form, problem));
    }

    /** What a dispatch will do, to be confirmed; of a dispatched notice what has come of it. */
    @GET
    @Path("/dispatch")
    @Operation(hidden = true)
    public String outlook(@PathParam("id") UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return pages.dispatch(Languages.english(language), id, ImportForm.none(), null);
    }

    @POST
    @Path("/dispatch")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response dispatch(@PathParam("id") UUID id, MultipartFormDataInput sent, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        ImportForm form = ImportForm.of(ImportForm.Of.NOTICE, sent);
        return dispatch(id, form, language, () -> drafts.dispatch(id, form, due(form), form.is("ladder", "NONE") ? LadderChoice.NONE : null));
    }

    /** Gives addresses to units that have none. */
    @POST
    @Path("/liaisons")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response liaisons(@PathParam("id") UUID id, MultipartFormDataInput sent, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        ImportForm form = ImportForm.of(ImportForm.Of.LIAISONS, sent);
        return dispatch(id, form, language, () -> drafts.reach(form));
    }

    private Response dispatch(UUID id, ImportForm form, String language, Runnable change) {
        String path = "/import/" + id;
        return FormAnswer.of(path, language, () -> {
            change.run();
            return path + "/dispatch";
        }, (english, problem) -> pages.dispatch(english, id, form.wrong(problem), problem));
    }

    private static LocalDate due(ImportForm form) {
        try {
            return form.value("due").isEmpty() ? null : Days.parse(form.value("due"));
        } catch (DateTimeException e) {
            throw ProblemException.field("/due", "应为 1949 至 2199 年间的日期，如 2023-08-01。", "It must be a date from 1949 to 2199, such as 2023-08-01.");
        }
    }
}
