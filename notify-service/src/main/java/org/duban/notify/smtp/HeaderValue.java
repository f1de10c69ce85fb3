package org.duban.notify.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A header's value that is safe to put on the wire: printable ASCII, and no line break of anybody else's.
 *
 * <p>The mail client writes custom headers as they are, so a CR LF in a name would add headers and a body of its own.
 */
final class HeaderValue {

    /** RFC 2047 §2: an encoded word has at most 75 characters, 12 of which are its frame; three bytes take four. */
    private static final int BYTES_PER_WORD = (75 - 12) / 4 * 3;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String value;

    private HeaderValue(String value) {
        this.value = value;
    }

    /** A value that must be ASCII as it is. */
    static HeaderValue of(String ascii) {
        guard(ascii);
        if (ascii.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
            throw new IllegalArgumentException("the value of a header is not printable ASCII");
        }
        return new HeaderValue(ascii);
    }

    /** Free text in any script, as encoded words where it needs them (RFC 2047). */
    static HeaderValue text(String text) {
        guard(text);
        return new HeaderValue(encode(text));
    }

    /** A mailbox with a display name (RFC 5322 §3.4); the name is always encoded, so that none of its marks counts. */
    static HeaderValue mailbox(String name, String address) {
        guard(name);
        guard(address);
        return name.isEmpty() ? of(address) : new HeaderValue(encodedWords(name) + " <" + of(address) + ">");
    }

    /** A parameter in any script (RFC 2231 §4), as {@code filename*=UTF-8''%E6%B8%85}. */
    static String parameter(String name, String value) {
        StringBuilder encoded = new StringBuilder(name).append("*=UTF-8''");
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean plain = character < 0x7f && (Character.isLetterOrDigit(character) || character == '.' || character == '-');
            if (plain) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static void guard(String value) {
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("the value of a header holds a line break or NUL");
        }
    }

    private static String encode(String text) {
        boolean plain =
                text.chars().allMatch(c -> c >= 0x20 && c < 0x7f) && !text.contains("=?") && text.length() <= 60;
        return plain ? text : encodedWords(text);
    }

    private static String encodedWords(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        // No character is split between two words (RFC 2047 §5).
        for (int point : text.codePoints().toArray()) {
            String character = Character.toString(point);
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > BYTES_PER_WORD) {
                words.add(encodedWord(word.toString()));
                word.setLength(0);
                bytes = 0;
            }
            word.append(character);
            bytes += size;
        }
        words.add(encodedWord(word.toString()));
        return String.join("\r\n ", words);
    }

    private static String encodedWord(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    @Override
    public String toString() {
        return value;
    }
}
