package org.duban.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.duban.stack.bench.Load;

/** A connection that is kept, and sends one ready message again and again: each command waits for its answer, as the product's does. */
final class BareMail implements Load.Work {
    private static final byte[] MAIL = "MAIL FROM:<duban@bench.example>\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RCPT = "RCPT TO:<liaison@bench.example>\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "DATA\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final byte[] message;

    /** @param ready the message with the dot at its end */
    BareMail(int port, byte[] ready) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        message = ready;
        answer();
        ask("EHLO bench.example\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void once() throws IOException {
        ask(MAIL);
        ask(RCPT);
        ask(DATA);
        ask(message);
    }

    private void ask(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        answer();
    }

    private void answer() throws IOException {
        int first = in.read();
        for (int c = first; c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
        }
        if (first != '2' && first != '3') {
            throw new IOException("refused");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
