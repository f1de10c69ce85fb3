package org.duban.task.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Paging;
import org.duban.task.precondition.EntityTags;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** An attachment on its way to whoever may read it: always a download, never shown. */
@ApplicationScoped
public class AttachmentDownload {
    private final Attachments attachments;
    private final Paging paging;

    AttachmentDownload(Attachments attachments, Paging paging) {
        this.attachments = attachments;
        this.paging = paging;
    }

    /** A condition in HQL on the assignment {@code a} that an attachment {@code x} was reported for. */
    public static String whose(String condition) {
        return "exists (select 1 from Submission s, Assignment a where s.id = x.submissionId and a.id = s.assignmentId and ("
                + condition + "))";
    }

    /**
     * The file, or that the reader has it already.
     *
     * @param readable which attachments exist for the reader, by {@link #whose}
     */
    public Response answer(UUID id, Filter readable, Request request) {
        Filter filter = new Filter().and("x.id = :id", "id", id).and(readable);
        Attachment attachment = paging.one(new Paging.Source<>(Attachment.class, "x", filter, x -> x.id))
                .orElseThrow(() -> Attachment.missing(id));
        if (attachment.deletedAt != null) {
            throw new ProblemException(ProblemCode.GONE, Text.of("附件已过保存期，内容于 %s 删除。",
                    "The attachment was kept long enough; its content was deleted at %s.", attachment.deletedAt));
        }
        EntityTag tag = new EntityTag(attachment.sha256);
        Response unchanged = EntityTags.unchanged(request, tag);
        if (unchanged != null) {
            return unchanged;
        }
        StreamingOutput content = to -> attachments.copy(id, to);
        return Response.ok(content).type(attachment.type).tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, EntityTags.CACHING)
                .header(HttpHeaders.CONTENT_LENGTH, attachment.size)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.attachment(attachment.name)).build();
    }
}
