package org.duban.stack.fault;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP server that greets at once and takes every message, but for the faults that are armed: each strikes once, at
 * the first conversation that reaches its phase.
 */
public final class FaultySmtpServer implements AutoCloseable {

    private final ServerSocket server;
    private final SSLContext tls;
    private final boolean fromTheFirstByte;
    private final Map<SmtpFault.Phase, Queue<SmtpFault>> armed = new EnumMap<>(SmtpFault.Phase.class);
    private final Map<SmtpFault, AtomicInteger> seen = new EnumMap<>(SmtpFault.class);
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    public FaultySmtpServer() {
        this(0, null, false);
    }

    /**
     * @param port 0: any free one
     * @param tls offers STARTTLS with this; null: only where a fault waits there
     * @param fromTheFirstByte all goes by that, and nothing is offered
     */
    public FaultySmtpServer(int port, SSLContext tls, boolean fromTheFirstByte) {
        this.tls = tls;
        this.fromTheFirstByte = fromTheFirstByte;
        for (SmtpFault.Phase phase : SmtpFault.Phase.values()) {
            armed.put(phase, new ConcurrentLinkedQueue<>());
        }
        for (SmtpFault fault : SmtpFault.values()) {
            seen.put(fault, new AtomicInteger());
        }
        try {
            server = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::acceptAll, "faulty-smtp");
    }

    public int port() {
        return server.getLocalPort();
    }

    /** It will strike so many times. One that strikes before any message ends what is kept open, so that it is met. */
    public void arm(SmtpFault fault, int times) {
        for (int i = 0; i < times; i++) {
            armed.get(fault.phase).add(fault);
        }
        if (fault.needsFreshConnection()) {
            hangUp();
        }
    }

    /** What has not struck yet never will. */
    public void heal() {
        armed.values().forEach(Queue::clear);
    }

    /** How often it has struck. */
    public int seen(SmtpFault fault) {
        return seen.get(fault).get();
    }

    /** The messages that it has kept, each as it came, whether or not it said so. */
    public List<String> accepted() {
        return accepted;
    }

    /** Connections so far. */
    public int connections() {
        return connections.get();
    }

    /** Ends every connection. */
    public void hangUp() {
        for (Socket socket : open) {
            close(socket);
        }
    }

    /** What strikes here, if anything. */
    SmtpFault strike(SmtpFault.Phase phase) {
        SmtpFault fault = armed.get(phase).poll();
        if (fault != null) {
            seen.get(fault).incrementAndGet();
        }
        return fault;
    }

    boolean offersTls() {
        return tls != null && !fromTheFirstByte || !armed.get(SmtpFault.Phase.STARTTLS).isEmpty();
    }

    /** What was in clear goes on in TLS. */
    Socket secured(Socket socket) throws IOException {
        if (tls == null) {
            throw new EOFException("there is none: only a fault waited here");
        }
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    void keep(String message) {
        accepted.add(message);
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                daemon(() -> talk(socket), "faulty-smtp-talk");
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try {
            new SmtpTalk(this, fromTheFirstByte ? secured(socket) : socket).run();
        } catch (IOException e) {
            // The client has gone, or the server has ended it.
        } finally {
            open.remove(socket);
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

    static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
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
        hangUp();
    }
}
