package org.duban.task.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.duban.task.problem.ProblemException;

/**
 * Which encoding a text is in: the one that is declared; else the one that its byte order mark names; else UTF-16 where it
 * holds NUL bytes, which no other encoding of a text has; else UTF-8 where it is that throughout; else GB18030, in which
 * Windows in China saves. What is in none of them is refused: read all the same, it would become a notice of question marks.
 */
final class Encoding {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private Encoding() {}

    /**
     * The text, without its byte order mark.
     *
     * @param declared null: not declared
     * @throws ProblemException 400 when it is in no such encoding, 415 when there is no such encoding
     */
    static String decode(byte[] content, String declared) {
        if (declared != null) {
            Charset charset = charset(declared);
            String text = strictly(content, charset);
            if (text == null) {
                throw ProblemException.field("", "正文不是所声明的 " + charset.name() + " 编码。",
                        "The text is not in " + charset.name() + ", as declared.");
            }
            return text;
        }
        Charset marked = marked(content);
        String text = strictly(content, marked == null ? StandardCharsets.UTF_8 : marked);
        if (text == null && marked == null && !hasNoGbByte(content)) {
            text = strictly(content, GB18030);
        }
        if (text == null) {
            throw ProblemException.field("", "正文不是 UTF-8、GB18030 或 UTF-16 编码；其他编码请在 Content-Type 的 charset 中注明，如 Big5。",
                    "The text is not in UTF-8, GB18030 or UTF-16; name another encoding as the charset of Content-Type, such as Big5.");
        }
        return text;
    }

    /** The byte that no GB18030 has, though Java's decoder takes it. */
    private static boolean hasNoGbByte(byte[] content) {
        for (byte each : content) {
            if (each == (byte) 0xff) {
                return true;
            }
        }
        return false;
    }

    private static Charset charset(String name) {
        try {
            Charset charset = Charset.forName(name);
            // What calls itself GB2312 holds signs of GBK as a rule, and GB18030 reads both as they do.
            return charset.name().startsWith("GB") ? GB18030 : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Refusal.wrongKind("不支持 Content-Type 中的 charset。", "The charset in Content-Type is not known.");
        }
    }

    /** By a byte order mark, or by NUL bytes; null where there are none. */
    private static Charset marked(byte[] content) {
        if (content.length > 1 && content[0] == (byte) 0xff && content[1] == (byte) 0xfe) {
            return StandardCharsets.UTF_16LE;
        } else if (content.length > 1 && content[0] == (byte) 0xfe && content[1] == (byte) 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == 0 && i % 2 == 0) {
                even++;
            } else if (content[i] == 0) {
                odd++;
            }
        }
        // A stray NUL or two, or many on both sides, are no UTF-16.
        return even > 10 * odd && even > 4 ? StandardCharsets.UTF_16BE : odd > 10 * even && odd > 4 ? StandardCharsets.UTF_16LE : null;
    }

    /** Null when it is not in that encoding. */
    private static String strictly(byte[] content, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
