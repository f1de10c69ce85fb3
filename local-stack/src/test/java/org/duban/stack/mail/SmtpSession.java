package org.duban.stack.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks SMTP line by line, so that a test can look between two of them. */
public final class SmtpSession implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    public SmtpSession(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        out = socket.getOutputStream();
    }

    /** Sends one mail in a session of its own. */
    public static void send(int port, String message, String... recipients) throws IOException {
        try (SmtpSession smtp = new SmtpSession(port)) {
            smtp.read("220");
            smtp.say("EHLO localhost", "250");
            smtp.envelope("duban@honghe.example", recipients);
            smtp.data(message.getBytes(StandardCharsets.UTF_8));
            smtp.say("QUIT", "221");
        }
    }

    public void envelope(String from, String... recipients) throws IOException {
        say("MAIL FROM:<" + from + "> BODY=8BITMIME", "250");
        for (String recipient : recipients) {
            say("RCPT TO:<" + recipient + ">", "250");
        }
    }

    /** Sends the message, which ends in CRLF, and reads the answer. */
    public void data(byte[] message) throws IOException {
        say("DATA", "354");
        String text = new String(message, StandardCharsets.ISO_8859_1);
        String stuffed = ("\r\n" + text).replace("\r\n.", "\r\n..").substring(2);
        out.write((stuffed + ".\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        read("250");
    }

    public void say(String line, String expected) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        read(expected);
    }

    /** Reads an answer of one or more lines. */
    public void read(String expected) throws IOException {
        String line;
        do {
            line = in.readLine();
            if (line == null || !line.startsWith(expected)) {
                throw new IOException("Expected " + expected + ", got " + line);
            }
        } while (line.length() > 3 && line.charAt(3) == '-');
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
