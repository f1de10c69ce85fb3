package org.duban.notify.problem;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stops reading a body that has not announced its size where it becomes too large: the server would do so without a word. */
@Provider
public class BodyLimit implements ReaderInterceptor {

    private final long largest;

    BodyLimit(@ConfigProperty(name = "duban.http.max-body") MemorySize largest) {
        this.largest = largest.asLongValue();
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Limited(context.getInputStream(), largest));
        return context.proceed();
    }

    private static final class Limited extends FilterInputStream {

        private long left;

        Limited(InputStream body, long largest) {
            super(body);
            this.left = largest;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new ProblemException(ProblemCode.CONTENT_TOO_LARGE);
            }
        }
    }
}
