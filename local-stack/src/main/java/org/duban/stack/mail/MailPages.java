package org.duban.stack.mail;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows the caught mails on 127.0.0.1, read only.
 *
 * <ul>
 *   <li>{@code /}: the list, newest first; {@code ?day=2023-07-20} and {@code ?to=address} narrow it
 *   <li>{@code /mails.json}: the lines of {@code accepted.jsonl} as an array, newest last
 *   <li>{@code /mails/7}: one mail; {@code .html} and {@code .txt} its body alone, {@code .eml} the raw message
 * </ul>
 */
public final class MailPages implements AutoCloseable {

    private static final int MOST_SHOWN = 500;
    private static final Pattern MAIL = Pattern.compile("/mails/(\\d{1,9})(\\.html|\\.txt|\\.eml)?");
    private static final String HTML = "text/html; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String OWN_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'";
    /** A mail may neither run a script nor fetch anything, so that opening it tells nobody. */
    private static final String MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private final MailStore store;
    private final Map<String, String> names;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    private MailPages(MailStore store, Map<String, String> names, HttpServer server) {
        this.store = store;
        this.names = names;
        this.server = server;
    }

    /** @param names what to call an address, where something better than itself is known */
    public static MailPages start(MailStore store, Map<String, String> names, int port) throws IOException {
        // Else each answer waits 40 ms for the client's delayed acknowledgement; read once, before the first server.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        MailPages pages = new MailPages(store, names, server);
        server.createContext("/", pages::answer);
        server.setExecutor(pages.threads);
        server.start();
        return pages;
    }

    /** Writes {@code index.html} into a mails directory, and what it links to; see {@link MailIndex}. */
    public static void writeIndex(Path mails, Map<String, String> names) throws IOException {
        new MailIndex(mails, names).write();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean reading = List.of("GET", "HEAD").contains(exchange.getRequestMethod());
            Answer answer = reading ? route(exchange) : Answer.error(405, "只能读取");
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("Content-Security-Policy", answer.policy());
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Cache-Control", "no-store");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(answer.status(), -1);
                return;
            }
            // A length of 0 would mean: unknown.
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Answer route(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/")) {
            return Answer.page(list(query(exchange.getRequestURI().getRawQuery())));
        }
        if (path.equals("/mails.json")) {
            String lines = store.all().stream().map(AcceptedMail::toJson).collect(Collectors.joining(",\n", "[", "]"));
            return new Answer(200, "application/json", OWN_POLICY, lines.getBytes(StandardCharsets.UTF_8));
        }
        Matcher mail = MAIL.matcher(path);
        if (!mail.matches()) {
            return Answer.error(404, "没有这一页");
        }
        return store.find(Integer.parseInt(mail.group(1)))
                .map(found -> mail(found, mail.group(2)))
                .orElse(Answer.error(404, "没有这封邮件"));
    }

    private Answer mail(AcceptedMail accepted, String form) {
        byte[] raw = store.raw(accepted);
        if (".eml".equals(form)) {
            return new Answer(200, "text/plain", MAIL_POLICY, raw);
        }
        CaughtMail mail = MailReader.parse(raw);
        if (form == null) {
            return Answer.page(one(accepted, mail));
        }
        return form.equals(".html")
                ? new Answer(200, HTML, MAIL_POLICY, Html.body(mail).getBytes(StandardCharsets.UTF_8))
                : new Answer(200, TEXT, MAIL_POLICY, nullToEmpty(mail.text()).getBytes(StandardCharsets.UTF_8));
    }

    private String list(Map<String, String> query) {
        String day = query.getOrDefault("day", "");
        String to = query.getOrDefault("to", "");
        List<AcceptedMail> all = store.all();
        List<AcceptedMail> shown = all.stream()
                .filter(mail -> day.isEmpty() || Html.day(mail).toString().equals(day))
                .filter(mail -> to.isEmpty() || mail.recipients().contains(to))
                .sorted(Comparator.comparingInt(AcceptedMail::n).reversed())
                .toList();
        String rows = shown.stream().limit(MOST_SHOWN).map(this::row).collect(Collectors.joining());
        String note = shown.size() > MOST_SHOWN ? ",只列最近 %d 封".formatted(MOST_SHOWN) : "";

        Map<String, String> days = new TreeMap<>(Comparator.reverseOrder());
        all.forEach(mail -> days.put(Html.day(mail).toString(), Html.day(mail).toString()));
        Map<String, String> addresses = new TreeMap<>();
        all.forEach(mail -> mail.recipients().forEach(address -> addresses.put(address, Html.name(address, names))));

        return Html.page(
                "本地邮件",
                """
                <form method="get" action="/">日期 %s 收件人 %s <button>查看</button> <a href="/">全部</a></form>
                <p class="note">共 %d 封%s</p>
                <table><tr><th>序号</th><th>时间</th><th>收件人</th><th>主题</th></tr>
                %s</table>
                """
                        .formatted(select("day", days, day), select("to", addresses, to), shown.size(), note, rows));
    }

    private String row(AcceptedMail mail) {
        return """
                <tr><td>%1$d</td><td class="time">%2$s</td><td>%3$s</td><td><a href="/mails/%1$d">%4$s</a></td></tr>
                """
                .formatted(
                        mail.n(),
                        Html.time(mail.written()),
                        Html.recipients(mail.recipients(), names),
                        Html.subject(mail));
    }

    private static String select(String name, Map<String, String> choices, String chosen) {
        String options = choices.entrySet().stream()
                .map(choice -> "<option value=\"%s\"%s>%s</option>"
                        .formatted(
                                Html.escape(choice.getKey()),
                                choice.getKey().equals(chosen) ? " selected" : "",
                                Html.escape(choice.getValue())))
                .collect(Collectors.joining());
        return "<select name=\"%s\"><option value=\"\">全部</option>%s</select>".formatted(name, options);
    }

    private String one(AcceptedMail accepted, CaughtMail mail) {
        Stream<String> envelope = Stream.of(
                header("发往", Html.recipients(accepted.recipients(), names)),
                header("收到", Html.escape(Html.time(accepted.at()))));
        Stream<String> headers = mail.headers().stream()
                .map(header -> header(Html.escape(header.name()), Html.escape(header.value())));
        Stream<String> attachments = mail.attachments().stream()
                .map(file -> "%s(%s,%d 字节)".formatted(file.name(), file.contentType(), file.content().length))
                .map(file -> header("附件", Html.escape(file)));
        String table = Stream.of(envelope, headers, attachments).flatMap(rows -> rows).collect(Collectors.joining());
        return Html.page(
                accepted.subject() == null ? "(无主题)" : accepted.subject(),
                """
                <p class="note"><a href="/">返回列表</a> · <a href="/mails/%1$d.eml">原始邮件</a></p>
                <table>%2$s</table>
                <h2>正文</h2><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mails/%1$d.html" title="正文"></iframe>
                <h2>纯文本</h2><pre>%3$s</pre>
                """
                        .formatted(accepted.n(), table, Html.escape(nullToEmpty(mail.text()))));
    }

    private static String header(String nameHtml, String valueHtml) {
        return "<tr><th>%s</th><td>%s</td></tr>\n".formatted(nameHtml, valueHtml);
    }

    private static Map<String, String> query(String raw) {
        return Stream.of(nullToEmpty(raw).split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (a, b) -> b));
    }

    private static String nullToEmpty(String text) {
        return text == null ? "" : text;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Answer(int status, String type, String policy, byte[] body) {

        static Answer page(String html) {
            return new Answer(200, HTML, OWN_POLICY, html.getBytes(StandardCharsets.UTF_8));
        }

        static Answer error(int status, String text) {
            return new Answer(status, TEXT, OWN_POLICY, text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
