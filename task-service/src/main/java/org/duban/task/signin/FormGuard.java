package org.duban.task.signin;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.site.HtmlPage;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Nobody's page elsewhere can send a form on behalf of who has signed in: each form carries a hash of the session's token,
 * which only a page of ours can know. It needs no memory, and ends with the session. In templates: {@code
 * {#include signin/csrf /}}.
 */
@Named
@ApplicationScoped
public class FormGuard {
    /** The name of the hidden field. */
    public static final String FIELD = "csrf";

    private final CurrentVertxRequest current;

    FormGuard(CurrentVertxRequest current) {
        this.current = current;
    }

    /** The value of the hidden field for the present caller; empty when it did not come by the cookie. */
    public String token() {
        String held = SignInCookie.heldBy(current.getCurrent());
        return held == null ? "" : hash(held);
    }

    /** @throws ProblemException 403 */
    @HtmlPage
    @WithFormRead
    @ServerRequestFilter
    public void check(ResteasyReactiveContainerRequestContext request) {
        if (!request.getMethod().equals("POST")) {
            return;
        }
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            throw new ProblemException(ProblemCode.FORBIDDEN, Text.of("该请求来自另一网站，未执行。",
                    "The request comes from another site; nothing was done."));
        }
        String expected = token();
        if (!MessageDigest.isEqual(bytes(expected), bytes(sent(request))) && !expected.isEmpty()) {
            throw new ProblemException(ProblemCode.FORBIDDEN, Text.of("这张表单已失效（登录已更换），未执行。请返回、刷新页面后重新提交。",
                    "The form is no longer valid, since you have signed in anew; nothing was done. Go back, reload the page and send it again."));
        }
    }

    private static String sent(ResteasyReactiveContainerRequestContext request) {
        var form = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        return form.getFormParameter(FIELD, true, false) instanceof String sent ? sent : "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes("form:" + token));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
