package org.duban.stack.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy on loopback that can do what networks do, and at which a {@link Tap} sees what passes. */
public final class FaultProxy implements AutoCloseable {

    /** How it treats what passes. */
    public enum Mode {
        PASS,
        /** New connections are closed as soon as they are made. */
        REFUSE,
        /** Connections stay open and nothing passes any more, either way; what was held back passes when that is over. */
        STALL,
        /** What the client says passes, what it is answered is lost. */
        DEAF,
        /** Each piece is held back for a while. */
        DELAY
    }

    /** Which way a piece goes. */
    public enum Way { TO_SERVER, TO_CLIENT }

    /** Sees each piece before it passes. What it throws, or {@link Cut}, ends the connection, and the piece is lost. */
    @FunctionalInterface
    public interface Tap {
        void sees(int connection, Way way, byte[] piece) throws Cut;
    }

    /** This connection ends here. */
    public static final class Cut extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static final Tap NOTHING = (connection, way, piece) -> {};

    private final ServerSocket server;
    private final int target;
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final Object change = new Object();
    private volatile Mode mode = Mode.PASS;
    private volatile Tap tap = NOTHING;

    /** @param target the port on loopback that it stands for; nobody need listen there yet */
    public FaultProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FaultySmtpServer.daemon(this::acceptAll, "proxy");
    }

    public int port() {
        return server.getLocalPort();
    }

    public void mode(Mode next) {
        synchronized (change) {
            mode = next;
            change.notifyAll();
        }
    }

    /** @param next null: nobody looks */
    public void tap(Tap next) {
        tap = next == null ? NOTHING : next;
    }

    /** Resets every connection. */
    public void cut() {
        for (ProxiedConnection each : open) {
            cuts.incrementAndGet();
            each.reset();
        }
    }

    /** Connections made so far. */
    public int connections() {
        return connections.get();
    }

    /** Connections that {@link #cut} ended. */
    public int cuts() {
        return cuts.get();
    }

    Tap tap() {
        return tap;
    }

    /** Returns when a piece may pass; false: it is lost. */
    boolean awaitPassage(Way way) throws InterruptedException {
        synchronized (change) {
            while (mode == Mode.STALL) {
                change.wait();
            }
        }
        if (mode == Mode.DELAY) {
            Thread.sleep(20);
        }
        return mode != Mode.DEAF || way == Way.TO_SERVER;
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (mode == Mode.REFUSE) {
                    client.setSoLinger(true, 0);
                    client.close();
                    continue;
                }
                ProxiedConnection connection = new ProxiedConnection(this, connections.incrementAndGet(), client);
                open.add(connection);
                connection.start(target, () -> open.remove(connection));
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mode(Mode.PASS);
        cut();
    }
}
