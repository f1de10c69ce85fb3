package org.duban.stack.mail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.duban.stack.json.Json;

/**
 * Reads the caught mails of a stack in another process, through its {@link MailPages}. Needs only the JDK.
 *
 * <p>Methods throw {@link IllegalStateException} if the pages do not answer.
 */
public final class MailsClient {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    /** @param mailsUrl as in {@code StackAddresses.mailsUrl} */
    public MailsClient(String mailsUrl) {
        url = mailsUrl;
    }

    /** All mails, the newest last. */
    public List<AcceptedMail> all() {
        List<?> mails = (List<?>) Json.parse(string("/mails.json"));
        return mails.stream().map(mail -> AcceptedMail.of((Map<?, ?>) mail)).toList();
    }

    /** The mails to an address, the newest last. */
    public List<AcceptedMail> to(String address) {
        return all().stream().filter(mail -> mail.recipients().contains(address)).toList();
    }

    /** Waits until there is such a mail and returns the first. */
    public AcceptedMail await(Predicate<AcceptedMail> wanted, Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        while (true) {
            List<AcceptedMail> mails = all();
            for (AcceptedMail mail : mails) {
                if (wanted.test(mail)) {
                    return mail;
                }
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("No such mail within %s among %s".formatted(atMost, mails));
            }
            pause();
        }
    }

    /** The message as it was sent. */
    public byte[] raw(AcceptedMail mail) {
        return get("/mails/%d.eml".formatted(mail.n()));
    }

    /** The HTML part, decoded. */
    public String html(AcceptedMail mail) {
        return string("/mails/%d.html".formatted(mail.n()));
    }

    /** The plain text part, decoded; empty if there is none. */
    public String text(AcceptedMail mail) {
        return string("/mails/%d.txt".formatted(mail.n()));
    }

    private String string(String path) {
        return new String(get(path), StandardCharsets.UTF_8);
    }

    private byte[] get(String path) {
        try {
            HttpResponse<byte[]> response =
                    http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("%s answered %d".formatted(path, response.statusCode()));
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException("The mail pages do not answer at " + url, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while reading the mails", e);
    }
}
