package org.duban.task.precondition;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Answers 304 to those who have the representation already; {@link TaggedJson} gives all others its tag. */
public class EntityTagFilter {
    private final EntityTags tags;

    EntityTagFilter(EntityTags tags) {
        this.tags = tags;
    }

    @ServerResponseFilter
    public void tag(ContainerRequestContext request, ContainerResponseContext response) {
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (known == null || response.getStatus() != 200 || !EntityTags.isRead(request.getMethod()) || !response.hasEntity()
                || response.getMediaType() == null || !MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType())) {
            return;
        }
        String tag = EntityTags.of(tags.representation(response.getEntity()));
        if (EntityTags.names(known, tag, true)) {
            response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, EntityTags.CACHING);
            response.setStatus(304);
            response.setEntity(null);
        }
    }
}
