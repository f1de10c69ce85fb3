package org.duban.task.precondition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Entity tags (RFC 9110 §8.8.3): strong, made of the representation itself, so they also change with what is computed,
 * such as a light that turns red at midnight.
 */
@ApplicationScoped
public class EntityTags {
    /** To be kept by the caller alone, and asked about each time. */
    public static final String CACHING = "private, no-cache";
    private static final int BYTES = 12;

    private final ObjectWriter json;

    EntityTags(ObjectMapper json) {
        this.json = json.writer();
    }

    byte[] representation(Object view) {
        try {
            return json.writeValueAsBytes(view);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + view.getClass(), e);
        }
    }

    public static String of(byte[] representation) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(representation);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The answer to who has it already; null: it is to be sent. If-Match is for changes; where something is read it means nothing. */
    public static Response unchanged(Request request, EntityTag tag) {
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        Response unchanged = known == null ? null : known.tag(tag).build();
        return unchanged != null && unchanged.getStatus() == Response.Status.NOT_MODIFIED.getStatusCode() ? unchanged : null;
    }

    /** Only what is read has a tag. */
    static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Whether a list of tags, as in If-Match and If-None-Match, names this one. Weak tags match only where weak is enough. */
    static boolean names(String list, String tag, boolean weakIsEnough) {
        return Arrays.stream(list.split(",")).map(String::strip)
                .map(each -> weakIsEnough && each.startsWith("W/") ? each.substring(2) : each)
                .anyMatch(each -> each.equals("*") || each.equals(tag));
    }
}
