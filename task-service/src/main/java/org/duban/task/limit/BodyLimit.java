package org.duban.task.limit;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Set;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a body that is too large for its operation: at once when its length is said, else as soon as it is too long. */
public class BodyLimit {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

    private final long standard;

    BodyLimit(@ConfigProperty(name = "duban.http.max-body") MemorySize standard) {
        this.standard = standard.asLongValue();
    }

    @ServerRequestFilter
    public void limit(ContainerRequestContext request, ResourceInfo resource) {
        String said = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (said != null && said.matches("\\d{1,18}")) {
            long length = Long.parseLong(said);
            // Most end here, without a look at the operation.
            if (length > standard && length > allowed(resource)) {
                throw tooLarge(allowed(resource));
            }
        } else if (!WITHOUT_BODY.contains(request.getMethod())) {
            request.setEntityStream(new Limited(request.getEntityStream(), allowed(resource)));
        }
    }

    private long allowed(ResourceInfo resource) {
        Method method = resource == null ? null : resource.getResourceMethod();
        MaxBody own = method == null ? null : method.getAnnotation(MaxBody.class);
        return own == null ? standard : own.value() * 1024L * 1024;
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(ProblemCode.CONTENT_TOO_LARGE, Text.of("请求正文超过大小上限（%d 字节）。",
                "The body is larger than allowed (%d bytes).", limit));
    }

    /** Counts what is read. */
    private static final class Limited extends FilterInputStream {
        private final long limit;
        private long read;

        Limited(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int got = super.read(into, from, length);
            count(Math.max(got, 0));
            return got;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limit) {
                throw tooLarge(limit);
            }
        }
    }
}
