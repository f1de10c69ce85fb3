package org.duban.stack.fault;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.duban.stack.fault.SmtpFault.Phase;

/** One conversation of a {@link FaultySmtpServer}. Ends by an {@link IOException}, or by QUIT. */
final class SmtpTalk {

    private static final long A_WHILE = 30;
    private static final String GARBAGE = "\u0001\u0002\u00ff GET / HTTP/1.1 \u0000\r\n";
    /** Far more than any reply, so that a client that would keep it all in memory is found out. */
    private static final int HUGE = 8 << 20;

    private final FaultySmtpServer server;
    private final Socket socket;
    private InputStream in;
    private OutputStream out;

    SmtpTalk(FaultySmtpServer server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        over(socket);
    }

    private void over(Socket socket) throws IOException {
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    void run() throws IOException {
        answer(Phase.BANNER, "220 faulty.example ESMTP");
        for (String line = line(); ; line = line()) {
            String command = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
            switch (command) {
                case "EHLO" -> answer(Phase.EHLO, "250-faulty.example\r\n250-ENHANCEDSTATUSCODES\r\n250-AUTH PLAIN"
                        + (server.offersTls() ? "\r\n250 STARTTLS" : "\r\n250 SIZE"));
                case "STAR" -> {
                    if (answer(Phase.STARTTLS, "220 go ahead")) {
                        over(server.secured(socket));
                    }
                }
                case "AUTH" -> answer(Phase.AUTH, "235 2.7.0 welcome");
                case "MAIL" -> answer(Phase.MAIL, "250 2.1.0 ok");
                case "RCPT" -> answer(Phase.RCPT, "250 2.1.5 ok");
                case "DATA" -> data();
                case "QUIT" -> {
                    say("221 bye");
                    return;
                }
                default -> say("250 2.0.0 ok");
            }
        }
    }

    private void data() throws IOException {
        if (!answer(Phase.DATA, "354 go on")) {
            return;
        }
        StringBuilder message = new StringBuilder();
        for (String line = line(); !line.equals("."); line = line()) {
            if (message.isEmpty()) {
                answer(Phase.BODY, null);
            }
            message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        SmtpFault fault = server.strike(Phase.DOT);
        if (fault == null || fault.stores) {
            server.keep(message.toString());
        }
        SmtpFault next = fault == null ? server.strike(Phase.IDLE) : null;
        act(fault, "250 2.0.0 taken");
        act(next, null);
    }

    /** @return whether the answer was the good one */
    private boolean answer(Phase phase, String good) throws IOException {
        SmtpFault fault = server.strike(phase);
        act(fault, good);
        return fault == null || fault.words == null;
    }

    private void act(SmtpFault fault, String good) throws IOException {
        if (fault == null) {
            say(good);
            return;
        }
        switch (fault.act) {
            case REPLY -> {
                say(fault.words);
                if (fault.words.startsWith("421")) {
                    throw new EOFException("ended by the server");
                }
            }
            case SILENCE -> {
                while (in.read() >= 0) {
                    // Whatever comes is read and not answered.
                }
                throw new EOFException();
            }
            case DROP -> throw new EOFException("ended by the server");
            case RESET -> {
                socket.setSoLinger(true, 0);
                throw new EOFException("reset by the server");
            }
            case DRIP -> {
                say("250-");
                while (true) {
                    out.write('.');
                    pause();
                }
            }
            case GARBAGE -> out.write(GARBAGE.getBytes(StandardCharsets.ISO_8859_1));
            case HUGE_LINE -> {
                byte[] piece = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);
                for (int sent = 0; sent < HUGE; sent += piece.length) {
                    out.write(piece);
                }
                throw new EOFException("ended by the server");
            }
            case SPLIT -> {
                for (byte each : (good + "\r\n").getBytes(StandardCharsets.US_ASCII)) {
                    out.write(each);
                }
            }
            case LATE -> {
                pause();
                say(good);
            }
        }
    }

    private void say(String line) throws IOException {
        if (line != null) {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(A_WHILE);
        } catch (InterruptedException e) {
            throw new EOFException("interrupted");
        }
    }
}
