package org.duban.notify.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;
import org.duban.notify.problem.ProblemCode;
import org.duban.notify.problem.ProblemException;
import org.duban.notify.security.Caller;

/**
 * Lets a POST be sent again without fear. Its answer is kept in the transaction of the change itself, so the key is known
 * exactly when the change is; a request that fails leaves no trace of its key.
 */
@ApplicationScoped
public class Idempotency {

    private static final int LONGEST_KEY = 255;

    private final KeyStore keys;
    private final Caller caller;
    private final ObjectMapper json;

    Idempotency(KeyStore keys, Caller caller, ObjectMapper json) {
        this.keys = keys;
        this.caller = caller;
        this.json = json;
    }

    /**
     * Does the work, or gives the answer that it had.
     *
     * @param key of the header Idempotency-Key; null where the client sent none
     * @param request what makes the request this one: the operation and all it was given
     * @throws ProblemException 409 while a request with the key is under way, 422 when the key was another request's
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public <T> T once(String key, Object request, Class<T> type, Supplier<T> work) {
        if (key == null) {
            return work.get();
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw ProblemException.parameter("Idempotency-Key", "应为 1 至 255 个字符", "must have 1 to 255 characters");
        }
        try {
            byte[] hash = hash(request);
            if (!keys.lock(caller.actor(), key)) {
                throw new ProblemException(ProblemCode.KEY_IN_FLIGHT);
            }
            KeyStore.Answer known = keys.find(caller.actor(), key).orElse(null);
            if (known == null) {
                T answer = work.get();
                keys.store(caller.actor(), key, new KeyStore.Answer(hash, json.writeValueAsString(answer)));
                return answer;
            }
            if (!MessageDigest.isEqual(known.requestHash(), hash)) {
                throw new ProblemException(ProblemCode.KEY_REUSED);
            }
            return json.readValue(known.answer(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept answer cannot be written or read", e);
        }
    }

    private byte[] hash(Object request) throws JsonProcessingException {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
