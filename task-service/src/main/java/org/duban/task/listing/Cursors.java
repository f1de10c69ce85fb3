package org.duban.task.listing;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/**
 * Opaque cursors: the last row's sort values, signed together with the list they belong to. A cursor of another list,
 * another filter or another hand is refused, so none can be used to read what the filter would not show.
 */
@ApplicationScoped
public class Cursors {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final String SEPARATOR = "\u001f";

    private final CursorKey key;

    Cursors(CursorKey key) {
        this.key = key;
    }

    /**
     * @param list what the cursor is bound to: the operation, its filter, its order and who reads
     * @param last the sort values of the last row shown
     */
    public String write(String list, List<String> last) {
        byte[] values = String.join(SEPARATOR, last).getBytes(StandardCharsets.UTF_8);
        byte[] mac = mac(list, values);
        byte[] whole = Arrays.copyOf(mac, mac.length + values.length);
        System.arraycopy(values, 0, whole, mac.length, values.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** @throws ProblemException 400 when it is not a cursor of this list */
    public List<String> read(String list, String cursor) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(cursor);
            byte[] values = Arrays.copyOfRange(whole, MAC_BYTES, whole.length);
            if (MessageDigest.isEqual(mac(list, values), Arrays.copyOf(whole, MAC_BYTES))) {
                return List.of(new String(values, StandardCharsets.UTF_8).split(SEPARATOR, -1));
            }
        } catch (IllegalArgumentException e) {
            // Not even the form of one.
        }
        Text what = Text.of("不是此列表的游标；请原样使用上一页的 next，并保持其他参数不变。",
                "It is no cursor of this list; send the next of the page before, with the other parameters unchanged.");
        throw new ProblemException(ProblemCode.INVALID_PARAMETER, what).parameter("after", what);
    }

    private byte[] mac(String list, byte[] values) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(values), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
