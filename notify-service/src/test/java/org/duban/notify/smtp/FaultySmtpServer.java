package org.duban.notify.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** An SMTP server that fails in one chosen way. */
final class FaultySmtpServer implements AutoCloseable {

    enum Fault {
        NONE,
        SILENT_BANNER,
        BUSY_BANNER,
        SENDER_550,
        RECIPIENT_450,
        RECIPIENT_550,
        REFUSED_AFTER_DOT,
        BUSY_AFTER_DOT,
        DROP_AFTER_DOT,
        SILENT_AFTER_DOT
    }

    private final ServerSocket server;
    private final AtomicReference<Fault> fault = new AtomicReference<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    FaultySmtpServer(Fault first) {
        fault.set(first);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread acceptor = new Thread(this::acceptAll, "faulty-smtp");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    int port() {
        return server.getLocalPort();
    }

    void heal() {
        fault.set(Fault.NONE);
    }

    /** The messages that were answered with 250. */
    List<String> accepted() {
        return accepted;
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Fault present = fault.get();
                Thread talk = new Thread(() -> talk(socket, present), "faulty-smtp-talk");
                talk.setDaemon(true);
                talk.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket, Fault present) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            if (present == Fault.SILENT_BANNER) {
                in.readLine();
                return;
            }
            say(socket, present == Fault.BUSY_BANNER ? "421 4.3.2 busy" : "220 faulty.example ESMTP");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (command) {
                    case "EHLO" -> say(socket, "250-faulty.example\r\n250 ENHANCEDSTATUSCODES");
                    case "MAIL" ->
                        say(socket, present == Fault.SENDER_550 ? "550 5.7.1 sender refused" : "250 2.1.0 ok");
                    case "RCPT" ->
                        say(
                                socket,
                                switch (present) {
                                    case RECIPIENT_450 -> "450 4.2.1 mailbox busy";
                                    case RECIPIENT_550 -> "550 5.1.1 no such user here: secret@honghe.example";
                                    default -> "250 2.1.5 ok";
                                });
                    case "DATA" -> {
                        say(socket, "354 go on");
                        if (!data(in, socket, present)) {
                            return;
                        }
                    }
                    case "QUIT" -> {
                        say(socket, "221 bye");
                        return;
                    }
                    default -> say(socket, "250 2.0.0 ok");
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private boolean data(BufferedReader in, Socket socket, Fault present) throws IOException {
        StringBuilder message = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line).append('\n');
        }
        switch (present) {
            case DROP_AFTER_DOT -> {
                return false;
            }
            case SILENT_AFTER_DOT -> {
                in.readLine();
                return false;
            }
            case REFUSED_AFTER_DOT -> say(socket, "554 5.7.1 refused");
            case BUSY_AFTER_DOT -> say(socket, "451 4.3.0 later");
            default -> {
                accepted.add(message.toString());
                say(socket, "250 2.0.0 taken");
            }
        }
        return true;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
