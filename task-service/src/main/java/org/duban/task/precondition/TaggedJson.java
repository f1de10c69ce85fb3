package org.duban.task.precondition;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes every JSON answer, and gives those to a GET their ETag. A writer and not a filter: a filter that replaces the
 * entity by its bytes makes the framework look for the bytes' writer anew at each answer.
 */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class TaggedJson extends ServerMessageBodyWriter.AllWriteableMessageBodyWriter {
    private final EntityTags tags;

    TaggedJson(EntityTags tags) {
        this.tags = tags;
    }

    @Override
    public void writeResponse(Object entity, Type type, ServerRequestContext context) {
        byte[] representation = tags.representation(entity);
        ServerHttpResponse response = context.serverResponse();
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        if (EntityTags.isRead(request.getMethod()) && request.getResponse().get().getStatus() == 200) {
            response.setResponseHeader(HttpHeaders.ETAG, EntityTags.of(representation));
            response.setResponseHeader(HttpHeaders.CACHE_CONTROL, EntityTags.CACHING);
        }
        response.end(representation);
    }

    /** The way of clients, and of what the framework writes to a stream. */
    @Override
    public void writeTo(Object entity, Class<?> raw, Type type, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, Object> headers, OutputStream stream) throws IOException {
        stream.write(tags.representation(entity));
    }
}
