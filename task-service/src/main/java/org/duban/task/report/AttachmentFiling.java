package org.duban.task.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.duban.task.idempotency.Idempotent;
import org.duban.task.security.Caller;
import org.jboss.resteasy.reactive.RestResponse;

/** Files an attachment once it is received: only then is it known whether a repeat under a key is the same file. */
@ApplicationScoped
class AttachmentFiling {
    private final Attachments attachments;
    private final Caller caller;

    AttachmentFiling(Attachments attachments, Caller caller) {
        this.attachments = attachments;
        this.caller = caller;
    }

    @Idempotent
    RestResponse<Attachment.View> file(UUID submission, Attachments.Spooled received) throws IOException {
        Attachment attachment = attachments.store(submission, received, caller.unit(), caller.actor());
        return RestResponse.ResponseBuilder.<Attachment.View>create(RestResponse.Status.CREATED)
                .location(URI.create("/api/v1/attachments/" + attachment.id)).entity(Attachment.View.of(attachment)).build();
    }
}
