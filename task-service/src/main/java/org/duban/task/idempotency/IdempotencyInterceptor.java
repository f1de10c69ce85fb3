package org.duban.task.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.security.Caller;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Keeps the answer to a POST in the transaction of the change itself: the key is known exactly when the change is. A
 * request that fails leaves no trace of its key, and may be sent again.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class IdempotencyInterceptor {
    private static final int LONGEST_KEY = 255;

    private final HttpHeaders headers;
    private final Caller caller;
    private final KeyStore keys;
    private final ObjectMapper json;

    IdempotencyInterceptor(HttpHeaders headers, Caller caller, KeyStore keys, ObjectMapper json) {
        this.headers = headers;
        this.caller = caller;
        this.keys = keys;
        this.json = json;
    }

    @AroundInvoke
    public Object around(InvocationContext call) throws Exception {
        String key = headers.getHeaderString("Idempotency-Key");
        if (key == null) {
            return call.proceed();
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            Text what = Text.of("应为 1 至 255 个字符。", "It must have 1 to 255 characters.");
            throw new ProblemException(ProblemCode.INVALID_PARAMETER, what).parameter("Idempotency-Key", what);
        }
        // With its class: two resources may have a method of the same name.
        String operation = call.getMethod().getDeclaringClass().getSimpleName() + "." + call.getMethod().getName();
        byte[] request = hash(operation, call.getParameters());
        return QuarkusTransaction.joiningExisting().call(() -> answer(call, key, operation, request));
    }

    private Object answer(InvocationContext call, String key, String operation, byte[] request) throws Exception {
        if (!keys.lock(caller.actor(), key)) {
            throw new ProblemException(ProblemCode.KEY_IN_FLIGHT, Text.of(
                    "使用此 Idempotency-Key 的请求正在处理，请稍后以同样的内容重试。",
                    "A request with this Idempotency-Key is under way; send it again in a moment."));
        }
        Optional<KeyStore.Answer> known = keys.find(caller.actor(), key);
        if (known.isPresent()) {
            return replay(call, known.get(), request);
        }
        RestResponse<?> response = (RestResponse<?>) call.proceed();
        URI location = response.getLocation();
        keys.store(caller.actor(), key, new KeyStore.Answer(operation, request, response.getStatus(),
                location == null ? null : location.toString(), json.writeValueAsString(response.getEntity())));
        return response;
    }

    private RestResponse<?> replay(InvocationContext call, KeyStore.Answer known, byte[] request)
            throws JsonProcessingException {
        if (!MessageDigest.isEqual(known.requestHash(), request)) {
            throw new ProblemException(ProblemCode.KEY_REUSED, Text.of(
                    "此 Idempotency-Key 已用于内容不同的请求；新的请求请使用新的键。",
                    "This Idempotency-Key was used for a request of other content; use a new one."));
        }
        Type type = ((ParameterizedType) call.getMethod().getGenericReturnType()).getActualTypeArguments()[0];
        JavaType entity = json.constructType(type);
        RestResponse.ResponseBuilder<Object> answer = RestResponse.ResponseBuilder.create(known.status());
        if (known.location() != null) {
            answer.location(URI.create(known.location()));
        }
        return answer.entity(json.readValue(known.body(), entity)).build();
    }

    private byte[] hash(String operation, Object[] parameters) throws JsonProcessingException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(operation.getBytes(StandardCharsets.UTF_8));
            for (Object parameter : Arrays.asList(parameters)) {
                sha256.update((byte) 0);
                sha256.update(json.writeValueAsBytes(parameter));
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
