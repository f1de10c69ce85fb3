package org.duban.task.board;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.duban.task.listing.Filter;
import org.duban.task.problem.Languages;
import org.duban.task.report.AttachmentDownload;
import org.duban.task.security.Roles;
import org.duban.task.site.HtmlPage;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One assignment with all that was said about it, and what may be decided now. */
@Path("/board")
@HtmlPage
@RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
public class BoardAssignmentResource {
    private final BoardPages pages;
    private final AttachmentDownload download;

    BoardAssignmentResource(BoardPages pages, AttachmentDownload download) {
        this.pages = pages;
        this.download = download;
    }

    @GET
    @Path("/assignments/{id}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String assignment(@PathParam("id") UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return pages.at(BoardPlace.ofAssignment(id), Languages.english(language), BoardAnswer.NONE);
    }

    @GET
    @Path("/attachments/{id}")
    @Operation(hidden = true)
    public Response attachment(@PathParam("id") UUID id, @Context Request request) {
        return download.answer(id, new Filter(), request);
    }
}
