package org.duban.stack.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import org.duban.stack.fault.FaultProxy.Way;

/** The two sockets of one client, and the threads that carry from one to the other. */
final class ProxiedConnection {

    private final FaultProxy proxy;
    private final int number;
    private final Socket client;
    private volatile Socket server;

    ProxiedConnection(FaultProxy proxy, int number, Socket client) {
        this.proxy = proxy;
        this.number = number;
        this.client = client;
    }

    void start(int target, Runnable atEnd) {
        FaultySmtpServer.daemon(() -> {
            try {
                server = new Socket(InetAddress.getLoopbackAddress(), target);
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                FaultySmtpServer.daemon(() -> carry(client, server, Way.TO_SERVER), "proxy-to-server");
                carry(server, client, Way.TO_CLIENT);
                // Who has said all that it has to say is not asked any more.
                close(client);
                close(server);
            } catch (IOException e) {
                reset();
            } finally {
                atEnd.run();
            }
        }, "proxy-to-client");
    }

    private void carry(Socket from, Socket to, Way way) {
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int length = from.getInputStream().read(buffer); length >= 0; length = from.getInputStream().read(buffer)) {
                byte[] piece = Arrays.copyOf(buffer, length);
                boolean passes = proxy.awaitPassage(way);
                proxy.tap().sees(number, way, piece);
                if (passes) {
                    to.getOutputStream().write(piece);
                }
            }
            to.shutdownOutput();
        } catch (IOException | FaultProxy.Cut | RuntimeException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    /** Both sides see the connection end in the middle. */
    void reset() {
        reset(client);
        reset(server);
    }

    private static void reset(Socket socket) {
        if (socket != null) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // Then it is closed.
            }
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Then it is closed.
        }
    }
}
