package org.duban.notify.smtp;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Gives the library the socket that the connecting thread has brought: one session serves all connections. */
final class OwnSockets extends SocketFactory {

    private final ThreadLocal<Socket> brought = new ThreadLocal<>();

    void bring(Socket socket) {
        brought.set(socket);
    }

    void takeAway() {
        brought.remove();
    }

    @Override
    public Socket createSocket() {
        return brought.get();
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
}
