package org.duban.stack.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes a mails directory readable without a server: {@code index.html} lists the mails by day (of the Date header, in
 * China) and by recipient; each mail's body lies beside its {@code .eml} as {@code NNNNNN.html}.
 */
final class MailIndex {

    /**
     * As in {@link MailPages}: a mail may neither run a script nor fetch anything. It stands before the mail's own
     * document, whose beginning a browser then passes over, since it must come before anything that it forbids.
     */
    private static final String POLICY =
            """
            <!DOCTYPE html>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            """;

    private final Path directory;
    private final Map<String, String> names;

    MailIndex(Path directory, Map<String, String> names) {
        this.directory = directory;
        this.names = names;
    }

    void write() throws IOException {
        List<AcceptedMail> mails = MailStore.read(directory).stream()
                .sorted(Comparator.comparing(AcceptedMail::written).thenComparing(AcceptedMail::n))
                .toList();
        for (AcceptedMail mail : mails) {
            String body = Html.body(MailReader.read(directory.resolve(mail.file())));
            Files.writeString(directory.resolve(bodyFile(mail)), POLICY + body);
        }
        Files.writeString(directory.resolve("index.html"), Html.page("邮件一览", index(mails)));
    }

    private String index(List<AcceptedMail> mails) {
        Map<LocalDate, List<AcceptedMail>> byDay =
                mails.stream().collect(Collectors.groupingBy(Html::day, TreeMap::new, Collectors.toList()));
        Map<String, List<AcceptedMail>> byRecipient = new TreeMap<>();
        for (AcceptedMail mail : mails) {
            for (String address : mail.recipients()) {
                byRecipient.computeIfAbsent(address, a -> new ArrayList<>()).add(mail);
            }
        }
        StringBuilder html = new StringBuilder();
        html.append("<p class=\"note\">共 %d 封 · ".formatted(mails.size()));
        html.append("<a href=\"#days\">按日期</a> · <a href=\"#recipients\">按收件人</a></p>\n");
        html.append("<h2 id=\"days\">按日期</h2>\n");
        byDay.forEach((day, ofDay) -> html.append(section(day.toString(), ofDay)));
        html.append("<h2 id=\"recipients\">按收件人</h2>\n");
        byRecipient.forEach((address, toAddress) -> html.append(section(title(address), toAddress)));
        return html.toString();
    }

    private String title(String address) {
        String name = Html.name(address, names);
        return name.equals(address) ? address : "%s(%s)".formatted(name, address);
    }

    private String section(String title, List<AcceptedMail> mails) {
        String rows = mails.stream().map(this::row).collect(Collectors.joining());
        return """
                <details><summary>%s · %d 封</summary>
                <table><tr><th>时间</th><th>收件人</th><th>主题</th><th>原件</th></tr>
                %s</table></details>
                """
                .formatted(Html.escape(title), mails.size(), rows);
    }

    private String row(AcceptedMail mail) {
        return """
                <tr><td class="time">%s</td><td>%s</td><td><a href="%s">%s</a></td><td><a href="%s">%06d</a></td></tr>
                """
                .formatted(
                        Html.time(mail.written()),
                        Html.recipients(mail.recipients(), names),
                        bodyFile(mail),
                        Html.subject(mail),
                        Html.escape(mail.file()),
                        mail.n());
    }

    private static String bodyFile(AcceptedMail mail) {
        return "%06d.html".formatted(mail.n());
    }
}
