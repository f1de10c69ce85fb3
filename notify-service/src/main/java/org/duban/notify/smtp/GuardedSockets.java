package org.duban.notify.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes the one socket of a connection, so that it can be ended from outside whatever its user waits for. */
final class GuardedSockets extends SocketFactory {

    /** All the replies of one connection come to less by far; a line without end must not fill the memory. */
    private static final long MOST_BYTES = 4 << 20;

    private Socket socket;
    private boolean ended;

    @Override
    public synchronized Socket createSocket() throws IOException {
        socket = new Guarded();
        // Else each short command waits for the server's delayed acknowledgement.
        socket.setTcpNoDelay(true);
        if (ended) {
            socket.close();
        }
        return socket;
    }

    /** Ends the connection in whatever state it is, or before it is made. Never waits. */
    synchronized void end() {
        ended = true;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // Then it is closed.
            }
        }
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** For the answers that come from now on. */
    synchronized void answerWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    private static final class Guarded extends Socket {

        private long bytes;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int one = in.read();
                    counted(one < 0 ? 0 : 1);
                    return one;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    return counted(in.read(buffer, offset, length));
                }
            };
        }

        private int counted(int length) throws IOException {
            bytes += Math.max(length, 0);
            if (bytes > MOST_BYTES) {
                throw new IOException("the server says too much");
            }
            return length;
        }
    }
}
