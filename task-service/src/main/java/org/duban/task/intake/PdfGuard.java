package org.duban.task.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Looks at a PDF before PDFBox, which unpacks streams whole into memory: what they come to is counted here, without keeping
 * it. Filters that would hide it from this count are refused; no program of this century writes a text with them.
 */
final class PdfGuard {
    private static final long MOST_IN_STREAM = 24L * 1024 * 1024;
    private static final long MOST_IN_ALL = 64L * 1024 * 1024;
    /** A scanned page is large, and never unpacked for its text; it counts for itself. */
    private static final long MOST_IN_IMAGE = 80L * 1024 * 1024;
    private static final long MOST_IN_IMAGES = 500L * 1024 * 1024;
    private static final int DEEPEST = 3;
    private static final int DICTIONARY = 2_000;
    private static final Pattern ENCRYPTED = name("Encrypt");
    private static final Pattern UNUSUAL = Pattern.compile(List.of("LZWDecode", "RunLengthDecode", "ASCIIHexDecode", "ASCII85Decode", "LZW",
            "RL", "AHx", "A85").stream().map(each -> name(each).pattern()).collect(Collectors.joining("|")));

    private final byte[] content;
    private final String text;
    private long all;
    private long images;

    private PdfGuard(byte[] content) {
        this.content = content;
        this.text = new String(content, StandardCharsets.ISO_8859_1);
    }

    /** @throws org.duban.task.problem.ProblemException 400 when it is encrypted, 413 when it unpacks to too much */
    static void require(byte[] content) {
        new PdfGuard(content).require();
    }

    private void require() {
        for (int at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 6)) {
            String dictionary = dictionary(at);
            if (UNUSUAL.matcher(dictionary).find()) {
                throw Refusal.wrongKind("PDF 使用了过时的压缩方式，不予读取。请重新导出后再上传。",
                        "The PDF uses an outdated compression and is not read. Export it anew.");
            }
            if (!text.startsWith("end", at - 3)) {
                count(start(at + 6), dictionary.contains("/Image") && dictionary.contains("/Width"));
            }
        }
        if (ENCRYPTED.matcher(text).find()) {
            throw Refusal.encrypted();
        }
    }

    /** What stands before it in its object. */
    private String dictionary(int stream) {
        int from = Math.max(0, stream - DICTIONARY);
        int object = text.lastIndexOf("obj", stream);
        return text.substring(Math.max(from, object), stream);
    }

    private int start(int keywordEnd) {
        int at = keywordEnd;
        at += text.startsWith("\r", at) ? 1 : 0;
        return at + (text.startsWith("\n", at) ? 1 : 0);
    }

    private void count(int start, boolean image) {
        for (int depth = 1; depth <= (image ? 1 : DEEPEST); depth++) {
            long most = image ? MOST_IN_IMAGE : MOST_IN_STREAM;
            long bytes = inflated(start, depth, most);
            all += image ? 0 : bytes;
            images += image ? bytes : 0;
            if (bytes > most || all > MOST_IN_ALL || images > MOST_IN_IMAGES) {
                throw Refusal.inflates(image ? MOST_IN_IMAGES : MOST_IN_ALL);
            }
            if (bytes == 0) {
                return;
            }
        }
    }

    /** What it comes to, unpacked so many times, or a little more than the most; up to where it is no packed data any more. */
    private long inflated(int start, int depth, long most) {
        List<Inflater> inflaters = new ArrayList<>();
        long bytes = 0;
        try {
            InputStream stream = new ByteArrayInputStream(content, start, content.length - start);
            for (int i = 0; i < depth; i++) {
                // As PDFBox does: whatever the two bytes of the zlib header are.
                stream.skipNBytes(2);
                inflaters.add(new Inflater(true));
                stream = new InflaterInputStream(stream, inflaters.get(i), 4096);
            }
            byte[] piece = new byte[64 * 1024];
            for (int n = stream.read(piece); n >= 0 && bytes <= most; n = stream.read(piece)) {
                bytes += n;
            }
            return bytes;
        } catch (IOException e) {
            return bytes;
        } finally {
            inflaters.forEach(Inflater::end);
        }
    }

    /** The name, each of its letters perhaps as #xx. */
    private static Pattern name(String name) {
        return Pattern.compile("/" + name.chars().mapToObj(c -> "(?:" + (char) c + "|#(?i:%02x))".formatted(c)).collect(Collectors.joining())
                + "(?![A-Za-z0-9])");
    }
}
