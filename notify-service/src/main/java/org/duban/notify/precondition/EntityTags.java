package org.duban.notify.precondition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Entity tags (RFC 9110 §8.8.3): strong, made of the representation itself, so that they change with all that it shows. */
@ApplicationScoped
class EntityTags {

    private static final int BYTES = 12;

    private final ObjectMapper json;

    EntityTags(ObjectMapper json) {
        this.json = json;
    }

    byte[] representation(Object view) {
        try {
            return json.writeValueAsBytes(view);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + view.getClass(), e);
        }
    }

    static String of(byte[] representation) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(representation);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether a list, as in If-Match and If-None-Match, names this tag. A weak one does only where weak is enough. */
    static boolean names(String list, String tag, boolean weakIsEnough) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .map(each -> weakIsEnough && each.startsWith("W/") ? each.substring(2) : each)
                .anyMatch(each -> each.equals("*") || each.equals(tag));
    }
}
