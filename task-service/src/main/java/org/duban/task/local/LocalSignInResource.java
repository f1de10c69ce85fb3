package org.duban.task.local;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.duban.task.local.LocalTokenResource.TokenRequest;
import org.duban.task.signin.SignIn;
import org.duban.task.problem.ProblemException;
import org.duban.task.security.Roles;
import org.duban.task.site.HtmlPage;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The box of the sign-in page in local mode: whoever sits at the machine chooses a role. Elsewhere a 404. */
@Path("/sign-in/role")
@HtmlPage
@PermitAll
public class LocalSignInResource {
    /** Units have no pages here. */
    private static final Set<String> ROLES = Set.of(Roles.OFFICE, Roles.INSPECTORATE, Roles.READER);

    private final LocalTokens tokens;
    private final SignIn signIn;

    LocalSignInResource(LocalTokens tokens, SignIn signIn) {
        this.tokens = tokens;
        this.signIn = signIn;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response choose(@FormParam("role") String role, @FormParam("to") String to, @Context HttpServerRequest request) {
        if (role == null || !ROLES.contains(role)) {
            throw ProblemException.field("/role", "应为 office、inspectorate 或 reader。", "It must be office, inspectorate or reader.");
        }
        return signIn.with(tokens.issue(new TokenRequest(role, null), request), to);
    }
}
