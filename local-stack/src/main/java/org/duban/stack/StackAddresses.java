package org.duban.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import org.duban.stack.json.Json;

/**
 * Where the parts of a running stack are reached, all on {@link #HOST}.
 *
 * @param postgresPort PostgreSQL; see {@link #jdbcUrl()}
 * @param kafka bootstrap servers of the broker, {@code host:port}
 * @param smtpPort accepts any sender and any recipient, without login or TLS
 * @param imapPort the mailbox of any address; the login is the address, any password is right
 * @param mailsUrl the pages that show the caught mails, without a slash at the end
 */
public record StackAddresses(int postgresPort, String kafka, int smtpPort, int imapPort, String mailsUrl) {

    /** The only address that any part listens on. */
    public static final String HOST = "127.0.0.1";

    /**
     * The database {@code duban}; the users are {@code task_service} (its schema's owner is {@code task_owner}) and
     * {@code notify_service}, without password.
     */
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/duban".formatted(HOST, postgresPort);
    }

    /** On one line; {@link #parse} reads it back. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jdbcUrl", jdbcUrl());
        json.put("postgresPort", postgresPort);
        json.put("kafka", kafka);
        json.put("smtpPort", smtpPort);
        json.put("imapPort", imapPort);
        json.put("mailsUrl", mailsUrl);
        return Json.write(json);
    }

    /** @throws IllegalArgumentException if it is not a text of {@link #toJson} */
    public static StackAddresses parse(String json) {
        Map<String, Object> fields = Json.parseObject(json);
        return new StackAddresses(
                port(fields, "postgresPort"),
                (String) fields.get("kafka"),
                port(fields, "smtpPort"),
                port(fields, "imapPort"),
                (String) fields.get("mailsUrl"));
    }

    private static int port(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof Long port) {
            return port.intValue();
        }
        throw new IllegalArgumentException("No port " + name + " in " + fields);
    }
}
