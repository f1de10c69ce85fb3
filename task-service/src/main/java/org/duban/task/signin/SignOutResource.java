package org.duban.task.signin;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.duban.task.site.HtmlPage;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Ends the session of this browser; the token stays good for whoever has it elsewhere. */
@Path("/sign-out")
@HtmlPage
@PermitAll
public class SignOutResource {
    private final SignIn signIn;

    SignOutResource(SignIn signIn) {
        this.signIn = signIn;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response signOut() {
        return signIn.out();
    }
}
