package org.duban.task.site;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.duban.task.problem.Languages;
import org.duban.task.problem.Problem;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.ProblemMappers;

/** What becomes of a form that was sent: the browser is led on or, where it was refused, gets the page again with what is wrong. */
public final class FormAnswer {
    /** Nothing that was entered can make them right, so they get a page of their own. */
    private static final Set<ProblemCode> BEYOND_THE_FORM = EnumSet.of(ProblemCode.FORBIDDEN, ProblemCode.NOT_FOUND);

    private FormAnswer() {}

    /** The page that the form stands on, with what was entered and what is wrong. */
    public interface Page {
        String of(boolean english, Problem problem);
    }

    /**
     * @param path     of that page, as the problem names it
     * @param language as the browser asks for it
     * @param done     does what the form asks for, and says where that leads: a path, without a host, which nobody knows who stands
     *                 behind a proxy
     * @throws ProblemException for which the page is not the answer
     */
    public static Response of(String path, String language, Supplier<String> done, Page again) {
        try {
            return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, done.get()).build();
        } catch (ProblemException e) {
            if (BEYOND_THE_FORM.contains(e.code()) || e.code().status >= 500) {
                throw e;
            }
            boolean english = Languages.english(language);
            Problem problem = ProblemMappers.problem(e, english, path);
            return Response.status(problem.status()).entity(again.of(english, problem)).build();
        }
    }
}
