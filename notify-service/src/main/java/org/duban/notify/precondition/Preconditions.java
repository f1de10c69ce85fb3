package org.duban.notify.precondition;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.duban.notify.problem.ProblemCode;
import org.duban.notify.problem.ProblemException;

/** If-Match of the present request: nothing is changed that the caller has not seen as it is (RFC 9110 §13.1.1). */
@RequestScoped
public class Preconditions {

    private final HttpHeaders headers;
    private final EntityTags tags;

    Preconditions(HttpHeaders headers, EntityTags tags) {
        this.headers = headers;
        this.tags = tags;
    }

    /**
     * Called where the thing is locked, before it is changed.
     *
     * @param current what a GET of it would answer now
     * @throws ProblemException 428 without If-Match, 412 when it names another state
     */
    public void require(Object current) {
        String wanted = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (wanted == null) {
            throw new ProblemException(ProblemCode.PRECONDITION_REQUIRED);
        }
        if (!EntityTags.names(wanted, EntityTags.of(tags.representation(current)), false)) {
            throw new ProblemException(ProblemCode.PRECONDITION_FAILED);
        }
    }
}
