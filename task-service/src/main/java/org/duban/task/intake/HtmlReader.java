package org.duban.task.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The notice on a page of a government's site, without what stands around it. */
final class HtmlReader {
    private static final int MOST_TAGS = 150_000;
    private static final int HEAD = 4096;
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_-]+)", Pattern.CASE_INSENSITIVE);

    private HtmlReader() {}

    static String read(byte[] content, String declared) {
        int tags = 0;
        for (byte each : content) {
            tags += each == '<' ? 1 : 0;
        }
        if (tags > MOST_TAGS) {
            throw Refusal.tooLarge("网页的标记超过 %d 个。", "The page has more than %d tags.", MOST_TAGS);
        }
        Document page = Jsoup.parse(decode(content, declared));
        return new MainContent(page).text();
    }

    /** A page names its encoding itself, and a stray byte is no reason to refuse it. What it names may be that of an older page. */
    private static String decode(byte[] content, String declared) {
        Matcher named = CHARSET.matcher(new String(content, 0, Math.min(content.length, HEAD), StandardCharsets.ISO_8859_1));
        if (declared == null && named.find() && Charset.isSupported(named.group(1)) && !named.group(1).startsWith("UTF-16")) {
            String utf8 = new String(content, StandardCharsets.UTF_8);
            boolean gb = named.group(1).toUpperCase(Locale.ROOT).startsWith("GB");
            Charset charset = gb || Charset.forName(named.group(1)).equals(StandardCharsets.UTF_8) ? GB18030 : Charset.forName(named.group(1));
            return isUtf8(utf8) ? utf8 : new String(content, charset);
        }
        return Encoding.decode(content, declared);
    }

    /** Hardly a sign is lost: of Chinese in any other encoding nearly all would be. */
    private static boolean isUtf8(String read) {
        long lost = read.chars().filter(c -> c == '\ufffd').count();
        return lost * 10 <= read.chars().filter(c -> c > 0x7f).count();
    }
}
