package org.duban.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kept-alive connection of HTTP/1.1 that sends what no well-behaved client would: paths, headers and bodies as they
 * are given. Not for several threads at once.
 */
public final class Wire implements AutoCloseable {
    private static final int LONGEST_SILENCE = 60_000;

    private final URI service;
    private Socket socket;
    private InputStream in;

    public Wire(URI service) {
        this.service = service;
    }

    /** @param headers by name in lower case; of several with one name, the last */
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        /** Without parameters, in lower case; empty when there is none. */
        public String type() {
            return headers.getOrDefault("content-type", "").replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Sends the request and waits for the answer; on a fresh connection when the server had closed this one. */
    public Answer send(Request request) throws IOException {
        byte[] bytes = bytes(request);
        boolean fresh = socket == null;
        try {
            return exchange(bytes);
        } catch (IOException e) {
            close();
            if (fresh) {
                throw new IOException("no answer to " + request, e);
            }
            return exchange(bytes);
        }
    }

    private byte[] bytes(Request request) throws IOException {
        StringBuilder head = new StringBuilder(request.method + " " + request.target + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\n");
        request.headers.forEach(header -> head.append(header[0]).append(": ").append(header[1]).append("\r\n"));
        if (request.body != null || !request.method.equals("GET")) {
            head.append("Content-Length: ").append(request.body == null ? 0 : request.body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (request.body != null) {
            bytes.write(request.body);
        }
        return bytes.toByteArray();
    }

    private Answer exchange(byte[] request) throws IOException {
        if (socket == null) {
            socket = new Socket(service.getHost(), service.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LONGEST_SILENCE);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(request);
        } catch (IOException e) {
            // It may have heard enough; what it says of that is still to be read.
        }
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        Answer answer = new Answer(status, headers, body(status, headers));
        if (headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        return answer;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                whole.write(exactly(size));
                line();
            }
            line();
            return whole.toByteArray();
        }
        return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("cut off after " + bytes.length + " of " + size);
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
