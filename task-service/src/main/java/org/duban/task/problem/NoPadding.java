package org.duban.task.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/**
 * Refuses the byte 0xFF, which no UTF-8 has (RFC 3629), before Jackson sees it. Jackson pads names of up to three letters
 * with it, and so would read that byte and {@code due} as {@code due}.
 */
final class NoPadding extends InputDecorator {
    private static final long serialVersionUID = 1;
    private static final int PADDING = 0xff;

    @Override
    public InputStream decorate(IOContext context, InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int next = super.read();
                if (next == PADDING) {
                    throw refused();
                }
                return next;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int got = super.read(into, from, length);
                check(into, from, got);
                return got;
            }
        };
    }

    @Override
    public InputStream decorate(IOContext context, byte[] source, int from, int length) throws IOException {
        check(source, from, length);
        // Null: read as it is.
        return null;
    }

    @Override
    public Reader decorate(IOContext context, Reader reader) {
        return reader;
    }

    private static void check(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == (byte) PADDING) {
                throw refused();
            }
        }
    }

    private static IOException refused() {
        return new JsonParseException(null, "no UTF-8: the byte 0xFF");
    }
}
