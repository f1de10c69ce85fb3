package org.duban.notify.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;

/** A socket for short answers. */
final class GuardedSocket extends Socket {

    /** All the answers of one connection come to less by far; a line without end must not fill the memory. */
    private static final long MOST_BYTES = 4 << 20;

    private long bytes;

    GuardedSocket() throws SocketException {
        // Else each short command waits for the server's delayed acknowledgement.
        setTcpNoDelay(true);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int one = in.read();
                count(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = in.read(buffer, offset, length);
                count(Math.max(read, 0));
                return read;
            }
        };
    }

    private void count(int more) throws IOException {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw new IOException("the server says too much");
        }
    }
}
