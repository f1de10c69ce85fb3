package org.duban.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** An SMTP server that says 250 to everything and keeps nothing but the last message: as little work as there can be. */
final class MailSink implements AutoCloseable {
    private static final byte[] OK = "250 ok\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GO = "354 go\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final AtomicLong taken = new AtomicLong();
    private volatile byte[] last = new byte[0];

    /** @param port 0: any free one */
    MailSink(int port) {
        try {
            server = new ServerSocket(port, 200, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Messages so far. */
    long taken() {
        return taken.get();
    }

    /** The last message, with dots doubled and without the dot at its end, as it came. */
    byte[] last() {
        return last;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon(() -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        byte[] buffer = new byte[256 * 1024];
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            OutputStream out = socket.getOutputStream();
            out.write("220 sink.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                int length = 0;
                for (int c = in.read(); c != '\n'; c = in.read()) {
                    if (c < 0) {
                        return;
                    }
                    buffer[length++] = (byte) c;
                }
                if (buffer[0] == 'D' && buffer[1] == 'A') {
                    out.write(GO);
                    last = message(in, buffer);
                    taken.incrementAndGet();
                    out.write(OK);
                } else {
                    out.write(OK);
                    if (buffer[0] == 'Q') {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    /** Up to the line that holds nothing but a dot. */
    private static byte[] message(InputStream in, byte[] buffer) throws IOException {
        int length = 0;
        while (true) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new IOException("cut off");
            }
            length += read;
            // Nobody sends on before the answer: the dot is the last that there is to read.
            if (length >= 5 && buffer[length - 1] == '\n' && buffer[length - 3] == '.' && buffer[length - 4] == '\n') {
                return Arrays.copyOf(buffer, length - 3);
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "sink");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
