package org.duban.task.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.Callable;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/**
 * Does what bears a key once, for 24 hours. The answer is kept in the transaction of the change itself: the key is known
 * exactly when the change is. What fails leaves no trace of its key, and may be tried again.
 */
@ApplicationScoped
public class Once {
    private final KeyStore keys;
    private final ObjectMapper json;

    Once(KeyStore keys, ObjectMapper json) {
        this.keys = keys;
        this.json = json;
    }

    /**
     * What is to be done once.
     *
     * @param client    whose key it is
     * @param operation what is done
     * @param content   what it is done with; the same key with other content is refused
     * @param patient   waits for a twin that is under way, and answers like it; else it is refused meanwhile
     */
    public record Request(String client, String key, String operation, List<?> content, boolean patient) {}

    /**
     * An answer as it is kept.
     *
     * @param location may be null
     * @param body     JSON
     */
    public record Answer(int status, String location, String body) {}

    /** How an answer is kept, and given again. */
    public interface Form<T> {
        Answer keep(T answer) throws Exception;

        T again(Answer kept) throws Exception;
    }

    /**
     * The answer of the work, or the one that it had before.
     *
     * @throws ProblemException 409 while a twin is under way; 422 when the key was used for other content
     */
    public <T> T of(Request request, Form<T> form, Callable<T> work) {
        return QuarkusTransaction.joiningExisting().call(() -> answer(request, form, work));
    }

    private <T> T answer(Request request, Form<T> form, Callable<T> work) throws Exception {
        KeyStore.Key key = keys.lock(request.client, request.key, request.patient);
        if (!key.mine()) {
            throw new ProblemException(ProblemCode.KEY_IN_FLIGHT, Text.of(
                    "使用此 Idempotency-Key 的请求正在处理，请稍后以同样的内容重试。",
                    "A request with this Idempotency-Key is under way; send it again in a moment."));
        }
        byte[] hash = hash(request);
        KeyStore.Answer known = key.answer();
        if (known != null) {
            if (!MessageDigest.isEqual(known.requestHash(), hash)) {
                throw new ProblemException(ProblemCode.KEY_REUSED, Text.of(
                        "此 Idempotency-Key 已用于内容不同的请求；新的请求请使用新的键。",
                        "This Idempotency-Key was used for a request of other content; use a new one."));
            }
            return form.again(new Answer(known.status(), known.location(), known.body()));
        }
        T result = work.call();
        Answer kept = form.keep(result);
        keys.store(request.client, request.key,
                new KeyStore.Answer(request.operation, hash, kept.status, kept.location, kept.body));
        return result;
    }

    private byte[] hash(Request request) throws JsonProcessingException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(request.operation.getBytes(StandardCharsets.UTF_8));
            for (Object part : request.content) {
                sha256.update((byte) 0);
                sha256.update(json.writeValueAsBytes(part));
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
