package org.duban.notify.precondition;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives every JSON answer to a GET its ETag, and answers 304 to those who have it. */
class EntityTagFilter {

    private final EntityTags tags;

    EntityTagFilter(EntityTags tags) {
        this.tags = tags;
    }

    @ServerResponseFilter
    void tag(ContainerRequestContext request, ContainerResponseContext response) {
        boolean reading = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        boolean json = response.getMediaType() != null
                && MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType());
        if (!reading || !json || response.getStatus() != 200 || !response.hasEntity()) {
            return;
        }
        byte[] representation = tags.representation(response.getEntity());
        String tag = EntityTags.of(representation);
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (known != null && EntityTags.names(known, tag, true)) {
            response.setStatus(304);
            response.setEntity(null);
        } else {
            response.setEntity(representation, null, MediaType.APPLICATION_JSON_TYPE);
        }
    }
}
