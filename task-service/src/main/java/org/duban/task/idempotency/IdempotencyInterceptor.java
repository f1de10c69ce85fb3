package org.duban.task.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.net.URI;
import java.util.Arrays;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.security.Caller;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads the key of a POST, which is then done {@link Once}. Without a key it is done each time. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class IdempotencyInterceptor {
    private static final int LONGEST_KEY = 255;

    private final HttpHeaders headers;
    private final Caller caller;
    private final Once once;
    private final ObjectMapper json;

    IdempotencyInterceptor(HttpHeaders headers, Caller caller, Once once, ObjectMapper json) {
        this.headers = headers;
        this.caller = caller;
        this.once = once;
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
        Once.Request request = new Once.Request(caller.actor(), key, operation, Arrays.asList(call.getParameters()), false);
        return once.of(request, new Kept(call.getMethod()), () -> (RestResponse<?>) call.proceed());
    }

    /** Status, Location and entity of an answer. */
    private final class Kept implements Once.Form<RestResponse<?>> {
        private final Method method;

        Kept(Method method) {
            this.method = method;
        }

        @Override
        public Once.Answer keep(RestResponse<?> answer) throws JsonProcessingException {
            URI location = answer.getLocation();
            return new Once.Answer(answer.getStatus(), location == null ? null : location.toString(),
                    json.writeValueAsString(answer.getEntity()));
        }

        @Override
        public RestResponse<?> again(Once.Answer kept) throws JsonProcessingException {
            JavaType entity = json.constructType(((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0]);
            RestResponse.ResponseBuilder<Object> answer = RestResponse.ResponseBuilder.create(kept.status());
            if (kept.location() != null) {
                answer.location(URI.create(kept.location()));
            }
            return answer.entity(json.readValue(kept.body(), entity)).build();
        }
    }
}
