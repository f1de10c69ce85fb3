package org.duban.stack.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the pages of {@link MailPages} and the files of {@link MailIndex} have in common. */
final class Html {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);

    private static final String STYLE =
            """
            body { margin: 0 auto; max-width: 64rem; padding: 0 1.5rem 3rem; color: #222; background: #fff;
                   font: 15px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
            header { margin: 1.5rem 0 1rem; border-bottom: 2px solid #a61b1b; }
            h1 { margin: 0 0 .4rem; font-size: 1.4rem; font-weight: 600; }
            .demo { margin: 0 0 .4rem; color: #a61b1b; font-size: .9rem; }
            h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
            table { width: 100%; border-collapse: collapse; }
            th, td { padding: .35rem .6rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
            th { font-weight: 600; white-space: nowrap; background: #f6f6f4; }
            td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
            a { color: #1a4c8b; text-decoration: none; }
            a:hover { text-decoration: underline; }
            form, .note { margin: .8rem 0; color: #555; }
            select, button { font: inherit; padding: .15rem .5rem; }
            summary { padding: .4rem 0; cursor: pointer; }
            iframe { width: 100%; height: 32rem; border: 1px solid #ccc; }
            pre { padding: .8rem; white-space: pre-wrap; word-break: break-word; background: #f6f6f4; }
            """;

    private Html() {}

    /** A whole page; {@code body} is HTML, {@code title} is text. */
    static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="zh-CN">
                <head><meta charset="utf-8"><title>%1$s</title><style>
                %2$s</style></head>
                <body>
                <header><h1>%1$s</h1><p class="demo">演示数据：单位的办理情况均为虚构；邮件只在本机接收，不会发出。</p></header>
                %3$s
                </body>
                </html>
                """
                .formatted(escape(title), STYLE, body);
    }

    /** Text for the inside of an element or of a quoted attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String subject(AcceptedMail mail) {
        return escape(mail.subject() == null || mail.subject().isBlank() ? "(无主题)" : mail.subject());
    }

    /** The recipients by their names, where known, with the address as a tooltip. */
    static String recipients(List<String> addresses, Map<String, String> names) {
        return addresses.stream()
                .map(address -> "<span title=\"%s\">%s</span>".formatted(escape(address), escape(name(address, names))))
                .collect(Collectors.joining("、"));
    }

    static String name(String address, Map<String, String> names) {
        return names.getOrDefault(address, address);
    }

    /** The day in China. */
    static LocalDate day(AcceptedMail mail) {
        return LocalDate.ofInstant(mail.written(), ZONE);
    }

    /** Day and minute in China. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** The HTML part as a document; the text part if there is none. */
    static String body(CaughtMail mail) {
        if (mail.html() != null) {
            return mail.html();
        }
        String text = mail.text() == null ? "" : mail.text();
        return "<!DOCTYPE html><meta charset=\"utf-8\"><pre>" + escape(text) + "</pre>";
    }
}
