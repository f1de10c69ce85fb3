package org.duban.task.signin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.duban.task.problem.Languages;
import org.duban.task.site.HtmlPage;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Ends the session of this browser, here and at the issuer's; the token stays good for whoever has it elsewhere. */
@Path("/sign-out")
@HtmlPage
@PermitAll
public class SignOutResource {
    private final SignIn signIn;
    private final SignInIssuer issuer;

    SignOutResource(SignIn signIn, SignInIssuer issuer) {
        this.signIn = signIn;
        this.issuer = issuer;
    }

    @CheckedTemplate(basePath = "signin")
    static class Templates {
        static native TemplateInstance leaving(boolean english, String issuer);
    }

    /** A page of ours stands in between: browsers follow no form to another host, as our policy has it. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response signOut(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return issuer.signOutPage().map(page -> signIn.out(Templates.leaving(Languages.english(language), page.toString()).render()))
                .orElseGet(signIn::out);
    }
}
