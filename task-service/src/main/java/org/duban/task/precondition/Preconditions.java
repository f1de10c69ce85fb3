package org.duban.task.precondition;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** If-Match of the present request: no change is made over one that the caller has not seen (RFC 9110 §13.1.1). */
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
            throw new ProblemException(ProblemCode.PRECONDITION_REQUIRED, Text.of(
                    "更改已有资源须在 If-Match 中提供读取时得到的 ETag。",
                    "To change what exists, send in If-Match the ETag that you read it with."));
        }
        if (!EntityTags.names(wanted, EntityTags.of(tags.representation(current)), false)) {
            throw new ProblemException(ProblemCode.PRECONDITION_FAILED, Text.of(
                    "资源在读取之后已被更改，请重新读取后再试；本次请求未产生任何更改。",
                    "It was changed since you read it; read it again. Nothing was changed."));
        }
    }
}
