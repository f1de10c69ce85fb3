package org.duban.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request, byte by byte as it goes over the wire, with what was done to it. */
public final class Request {
    private static final int SHOWN = 600;

    /** The operation that it is meant for. */
    public final Operation operation;
    public String method;
    /** Path and query, already encoded, or deliberately not. */
    public String target;
    /** Without those that {@link Wire} adds: Host and Content-Length. */
    public final List<String[]> headers = new ArrayList<>();
    /** Null: none. */
    public byte[] body;
    /** What was done to it; empty: it is as the document wants it. */
    public final List<String> faults = new ArrayList<>();
    /** True when a fault is such that no answer but a refusal is right. */
    public boolean mustBeRefused;
    /** True when it may not reach the operation at all: a broken path, another method. */
    public boolean astray;

    public Request(Operation operation, String method, String target) {
        this.operation = operation;
        this.method = method;
        this.target = target;
    }

    public Request header(String name, String value) {
        headers.removeIf(header -> header[0].equalsIgnoreCase(name));
        if (value != null) {
            headers.add(new String[] {name, value});
        }
        return this;
    }

    /** Records a fault that must be refused. */
    void fault(String what) {
        faults.add(what);
        mustBeRefused = true;
    }

    /** Records a fault that may be taken or refused. */
    void oddity(String what) {
        faults.add(what);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(operation.id() + " " + faults + "\n  " + method + " " + target);
        for (String[] header : headers) {
            String value = header[0].equalsIgnoreCase("Authorization") ? "…" : header[1];
            text.append("\n  ").append(header[0]).append(": ").append(value.length() > SHOWN ? value.substring(0, SHOWN) : value);
        }
        if (body != null) {
            String shown = new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.UTF_8);
            text.append("\n  ").append(body.length).append(" bytes: ").append(shown);
        }
        return text.toString();
    }
}
