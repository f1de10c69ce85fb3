package org.duban.task.clerk;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.task.limit.MaxBody;
import org.duban.task.limit.RateLimit;
import org.duban.task.listing.Filter;
import org.duban.task.notice.Notice;
import org.duban.task.problem.Languages;
import org.duban.task.report.AttachmentDownload;
import org.duban.task.site.HtmlPage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * 报送页面: what a unit's clerk opens from a mail. Looking changes nothing; each change is a form with a key of its own. Who
 * has no good link is told what to do, and nothing of what there is.
 */
@Path("/report/{token}")
@HtmlPage
@PermitAll
public class ReportResource {
    private static final int MEGABYTES = 30;

    private final Links links;
    private final Desk desk;
    private final Clerk clerk;
    private final AttachmentDownload download;
    private final RateLimit limit;
    private final boolean demo;

    ReportResource(Links links, Desk desk, Clerk clerk, AttachmentDownload download, RateLimit limit,
            @ConfigProperty(name = "duban.local.enabled") boolean demo) {
        this.links = links;
        this.desk = desk;
        this.clerk = clerk;
        this.download = download;
        this.limit = limit;
        this.demo = demo;
    }

    @CheckedTemplate(basePath = "clerk")
    static class Templates {
        static native TemplateInstance page(boolean english, boolean demo, String path, String key, Sheet sheet, Form form,
                Faults faults, String done);

        static native TemplateInstance receipt(boolean english, boolean demo, String path, ReceiptSheet receipt);

        static native TemplateInstance ended(boolean english, boolean demo, String title, boolean withdrawn, String people);

        static native TemplateInstance refused(boolean english, boolean demo);
    }

    /** Somebody with a good link to a live notice. */
    private record Visit(Link link, Notice notice, Words words) {}

    private interface Work {
        Response of(Visit visit) throws IOException;
    }

    @GET
    @Operation(hidden = true)
    public Response page(@PathParam("token") String token, @QueryParam("done") Form.Action done,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) throws IOException {
        return by(token, language, visit -> {
            Sheet sheet = desk.read(visit.notice, visit.link.unit(), visit.words);
            List<UUID> reportable = sheet.reportable();
            Form form = reportable.size() == 1 ? Form.ticked(reportable.get(0)) : Form.EMPTY;
            return html(200, show(visit, sheet, form, new Faults(visit.words.english()), done == null ? "" : done.name()));
        });
    }

    @POST
    @MaxBody(MEGABYTES)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response act(@PathParam("token") String token, MultipartFormDataInput input,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) throws IOException {
        return by(token, language, visit -> {
            Form form = Form.of(input);
            Sheet sheet = desk.read(visit.notice, visit.link.unit(), visit.words);
            try {
                String place = clerk.act(visit.link, form, sheet, visit.words.english());
                return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, visit.link.path() + place).build();
            } catch (Faults.Found e) {
                // Read anew: what is wrong may be that it has changed.
                Sheet now = desk.read(visit.notice, visit.link.unit(), visit.words);
                return html(e.status, show(visit, now, form, e.faults, ""));
            }
        });
    }

    @GET
    @Path("/receipts/{number}")
    @Operation(hidden = true)
    public Response receipt(@PathParam("token") String token, @PathParam("number") String number,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) throws IOException {
        return by(token, language, visit -> html(200, Templates.receipt(visit.words.english(), demo, visit.link.path(),
                desk.receipt(visit.notice, visit.link.unit(), number, visit.words))));
    }

    @GET
    @Path("/attachments/{id}")
    @Operation(hidden = true)
    public Response attachment(@PathParam("token") String token, @PathParam("id") UUID id, @Context Request request,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) throws IOException {
        return by(token, language, visit -> download.answer(id, new Filter()
                .and(AttachmentDownload.whose("a.unitCode = :unit"), "unit", visit.link.unit())
                .and(AttachmentDownload.whose("a.noticeId = :notice"), "notice", visit.notice.id), request));
    }

    private Response by(String token, String language, Work work) throws IOException {
        Words words = new Words(Languages.english(language));
        Optional<Link> link = links.open(token);
        link.ifPresent(good -> limit.ofLink(good.scope()));
        Notice notice = link.map(good -> desk.notice(good.notice())).orElse(null);
        if (notice == null || notice.status == Notice.Status.DRAFT) {
            return html(404, Templates.refused(words.english(), demo));
        }
        if (notice.status != Notice.Status.DISPATCHED) {
            return html(410, Templates.ended(words.english(), demo, notice.title, notice.status == Notice.Status.WITHDRAWN,
                    words.people(notice)));
        }
        return work.of(new Visit(link.get(), notice, words));
    }

    private TemplateInstance show(Visit visit, Sheet sheet, Form form, Faults faults, String done) {
        return Templates.page(visit.words.english(), demo, visit.link.path(), visit.link.formKey(), sheet, form, faults, done);
    }

    private static Response html(int status, TemplateInstance page) {
        return Response.status(status).type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8")).entity(page.render()).build();
    }
}
