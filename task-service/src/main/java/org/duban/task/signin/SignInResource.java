package org.duban.task.signin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.duban.task.problem.AnyParameters;
import org.duban.task.problem.Languages;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.site.HtmlPage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Signing in to the pages, with the same tokens as the API: at the issuer's, or by pasting one. The box of local mode
 * stands on the same page and posts to {@code LocalSignInResource}.
 */
@Path("/sign-in")
@HtmlPage
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class SignInResource {
    private static final String ATTEMPT = "duban-sign-in";
    private static final int TEN_MINUTES = 600;

    private final SignIn signIn;
    private final SignInIssuer issuer;
    private final boolean local;

    SignInResource(SignIn signIn, SignInIssuer issuer, @ConfigProperty(name = "duban.local.enabled") boolean local) {
        this.signIn = signIn;
        this.issuer = issuer;
        this.local = local;
    }

    @CheckedTemplate(basePath = "signin")
    static class Templates {
        static native TemplateInstance signIn(boolean english, boolean local, String issuer, String to, String error);
    }

    @GET
    @Operation(hidden = true)
    public String page(@QueryParam("to") String to, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return page(to, language, null);
    }

    private String page(String to, String language, Text error) {
        boolean english = Languages.english(language);
        String target = PagePath.of(to);
        String atIssuer = issuer.isConfigured() ? "/sign-in/issuer?to=" + PagePath.encoded(target) : null;
        return Templates.signIn(english, local, atIssuer, target, error == null ? null : error.in(english)).render();
    }

    /** Pasting a token. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response paste(@FormParam("token") String token, @FormParam("to") String to,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        try {
            return signIn.with(token == null ? "" : token.strip(), to);
        } catch (ProblemException e) {
            return refused(to, language, e.detail());
        }
    }

    @GET
    @Path("/issuer")
    @Operation(hidden = true)
    public Response toIssuer(@QueryParam("to") String to, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        if (!issuer.isConfigured()) {
            return refused(to, language, Text.of("未配置统一登录。", "No issuer is configured."));
        }
        SignInAttempt attempt = SignInAttempt.begin(to);
        return Response.seeOther(issuer.page(attempt)).cookie(attemptCookie(attempt.written(), TEN_MINUTES)).build();
    }

    /** Where the issuer sends the browser back to (RFC 6749 §4.1.2). */
    @GET
    @Path("/return")
    @AnyParameters
    @Operation(hidden = true)
    public Response fromIssuer(@Context UriInfo uri, @CookieParam(ATTEMPT) String written,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        String code = uri.getQueryParameters().getFirst("code");
        String state = uri.getQueryParameters().getFirst("state");
        SignInAttempt attempt = SignInAttempt.read(written).filter(begun -> begun.state().equals(state)).orElse(null);
        if (attempt == null || !issuer.isConfigured()) {
            return refused(null, language, Text.of("这次登录不是从本浏览器开始的，或已超过十分钟。请重新登录。",
                    "This was not begun in this browser, or more than ten minutes ago. Sign in again."));
        }
        if (code == null) {
            return refused(attempt.to(), language, Text.of("统一登录未予通过，请重新登录，或联系管理员。",
                    "The issuer has refused; sign in again, or ask who runs it."));
        }
        try {
            return Response.fromResponse(signIn.with(issuer.token(code, attempt), attempt.to()))
                    .cookie(attemptCookie("", 0)).build();
        } catch (ProblemException e) {
            return refused(attempt.to(), language, e.detail());
        }
    }

    private Response refused(String to, String language, Text why) {
        return Response.status(Response.Status.BAD_REQUEST).entity(page(to, language, why)).build();
    }

    private NewCookie attemptCookie(String value, int seconds) {
        return new NewCookie.Builder(ATTEMPT).value(value).path("/sign-in").httpOnly(true).secure(!local).maxAge(seconds)
                .sameSite(NewCookie.SameSite.LAX).build();
    }
}
