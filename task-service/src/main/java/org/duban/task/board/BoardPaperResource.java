package org.duban.task.board;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.UUID;
import org.duban.task.paper.LedgerResource;
import org.duban.task.paper.LetterResource;
import org.duban.task.paper.PaperSize;
import org.duban.task.paper.ReportResource;
import org.duban.task.security.Roles;
import org.duban.task.site.HtmlPage;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The papers of a notice, as the API makes them, for who has signed in to the board. */
@Path("/board/{notice}")
@HtmlPage
@RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
public class BoardPaperResource {
    private final LedgerResource ledger;
    private final ReportResource report;
    private final LetterResource letters;

    BoardPaperResource(LedgerResource ledger, ReportResource report, LetterResource letters) {
        this.ledger = ledger;
        this.report = report;
        this.letters = letters;
    }

    @GET
    @Path("/ledger.xlsx")
    @Operation(hidden = true)
    public Response sheet(@PathParam("notice") UUID id, @QueryParam("paper") @DefaultValue("A4") PaperSize paper,
            @Context HttpHeaders headers) {
        return ledger.sheet(id, paper, headers);
    }

    @GET
    @Path("/ledger.csv")
    @Operation(hidden = true)
    public Response csv(@PathParam("notice") UUID id, @Context HttpHeaders headers) {
        return ledger.csv(id, headers);
    }

    @GET
    @Path("/report.docx")
    @Operation(hidden = true)
    public Response report(@PathParam("notice") UUID id) throws SQLException {
        return report.get(id);
    }

    @GET
    @Path("/letters.zip")
    @Operation(hidden = true)
    public Response letters(@PathParam("notice") UUID id) {
        return letters.all(id);
    }

    @GET
    @Path("/letters/{unit}.docx")
    @Operation(hidden = true)
    public Response letter(@PathParam("notice") UUID id, @PathParam("unit") String unit) {
        return letters.letter(id, unit);
    }
}
