package org.duban.stack.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailPagesTest {

    private static final String SCRIPT = "<script>alert('1')</script>";
    private static final Map<String, String> NAMES = Map.of("unit@honghe.example", "州水利局<联络员>");

    @TempDir
    Path mails;

    private final HttpClient http = HttpClient.newHttpClient();
    private String url;
    private MailStore store;
    private MailPages pages;

    @BeforeEach
    void start() throws IOException {
        store = new MailStore(mails, Clock.systemUTC());
        int port = freePort();
        pages = MailPages.start(store, NAMES, port);
        url = "http://127.0.0.1:" + port;
    }

    @AfterEach
    void stop() throws IOException {
        pages.close();
        store.close();
    }

    @Test
    void listEscapesAndNames() throws Exception {
        keep(Messages.rich(SCRIPT, "<p>正文</p>"), "unit@honghe.example");

        HttpResponse<String> page = get("/");

        assertEquals("text/html; charset=utf-8", page.headers().firstValue("Content-Type").orElseThrow());
        assertFalse(page.body().contains("<script"), page.body());
        assertTrue(page.body().contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
        assertTrue(page.body().contains("州水利局&lt;联络员&gt;"));
        assertTrue(page.body().contains("2023-07-20 01:30"), "the day in China");
    }

    @Test
    void listIsNarrowedByDayAndRecipient() throws Exception {
        keep(Messages.rich("甲件", "<p>"), "unit@honghe.example");
        keep(Messages.plain("乙件"), "other@honghe.example");

        assertTrue(get("/?day=2023-07-20").body().contains("共 2 封"));
        assertTrue(get("/?day=2023-07-19").body().contains("共 0 封"));
        String toOther = get("/?day=&to=other%40honghe.example").body();
        assertTrue(toOther.contains("乙件"));
        assertFalse(toOther.contains("甲件"));
    }

    @Test
    void mailIsShownWithItsBodyInASandbox() throws Exception {
        keep(Messages.rich("主题", SCRIPT + "<p>正文</p>"), "unit@honghe.example");

        String page = get("/mails/1").body();
        HttpResponse<String> body = get("/mails/1.html");

        assertFalse(page.contains("<script"));
        assertTrue(page.contains("<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"/mails/1.html\""));
        assertTrue(page.contains("台账.xlsx"));
        assertEquals(SCRIPT + "<p>正文</p>", body.body());
        assertEquals(
                "default-src 'none'; style-src 'unsafe-inline'",
                body.headers().firstValue("Content-Security-Policy").orElseThrow());
        assertEquals(404, get("/mails/2").statusCode());
        assertEquals(404, get("/mails/../accepted.jsonl").statusCode());
    }

    @Test
    void onlyReads() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create(url + "/")).POST(BodyPublishers.noBody()).build();

        assertEquals(405, http.send(post, BodyHandlers.discarding()).statusCode());
    }

    @Test
    void clientReadsWhatWasCaught() throws Exception {
        String message = Messages.rich("主题", "<p>正文</p>");
        keep(message, "unit@honghe.example");
        MailsClient client = new MailsClient(url);

        AcceptedMail mail = client.await(m -> "主题".equals(m.subject()), Duration.ofSeconds(5));

        assertEquals(store.all(), client.all());
        assertEquals(List.of(mail), client.to("unit@honghe.example"));
        assertEquals(List.of(), client.to("other@honghe.example"));
        assertArrayEquals(message.getBytes(StandardCharsets.UTF_8), client.raw(mail));
        assertEquals("<p>正文</p>", client.html(mail));
        assertEquals("请签收=", client.text(mail));
    }

    @Test
    void indexCanBeReadWithoutAServer() throws Exception {
        keep(Messages.rich(SCRIPT, "<html><head></head><body>" + SCRIPT + "</body></html>"), "unit@honghe.example");
        keep(Messages.plain("乙件"), "unit@honghe.example", "other@honghe.example");

        MailPages.writeIndex(mails, NAMES);

        String index = Files.readString(mails.resolve("index.html"));
        assertFalse(index.contains("<script"));
        assertTrue(index.contains("2023-07-20 · 2 封"));
        assertTrue(index.contains("州水利局&lt;联络员&gt;(unit@honghe.example) · 2 封"));
        assertTrue(index.contains("other@honghe.example · 1 封"));
        assertTrue(index.contains("href=\"000002.html\"") && index.contains("href=\"000002.eml\""));
        String body = Files.readString(mails.resolve("000001.html"));
        assertTrue(body.indexOf("Content-Security-Policy") < body.indexOf("<html>"), body);
        assertTrue(Files.readString(mails.resolve("000002.html")).contains("请于8月1日前报送。"));
    }

    private void keep(String message, String... recipients) throws IOException {
        store.append(message.getBytes(StandardCharsets.UTF_8), "duban@honghe.example", List.of(recipients));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
