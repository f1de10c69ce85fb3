package org.duban.task.problem;

import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * Reads a text in the encoding that its Content-Type names, UTF-8 when it names none. What is not in that encoding is
 * refused: read all the same, a text in GBK would become a notice of question marks.
 */
public final class EncodedText {
    private EncodedText() {}

    /** @throws ProblemException 400 when it is not in the encoding, 415 when there is no such encoding */
    public static String read(byte[] body, MediaType type) {
        String name = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        try {
            Charset charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
            return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, Text.of(
                    "不支持 Content-Type 中的 charset。", "The charset in Content-Type is not known."));
        } catch (CharacterCodingException e) {
            String encoding = name == null ? "UTF-8" : name;
            throw ProblemException.field("", "正文不是 " + encoding + " 编码；其他编码请在 Content-Type 的 charset 中注明，如 GBK。",
                    "The text is not in " + encoding + "; name another encoding as the charset of Content-Type, such as GBK.");
        }
    }
}
