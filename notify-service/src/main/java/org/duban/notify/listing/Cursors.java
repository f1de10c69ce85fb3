package org.duban.notify.listing;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.duban.notify.problem.ProblemException;

/**
 * Opaque cursors: where the last page ended, signed together with the list that it belongs to. One of another list,
 * another filter, another caller or another hand is refused.
 */
@ApplicationScoped
public class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;

    private final CursorKey key;

    Cursors(CursorKey key) {
        this.key = key;
    }

    /**
     * @param list what the cursor is bound to: the list, its filter and who reads
     * @param last the place of the last row shown
     */
    public String write(String list, String last) {
        byte[] place = last.getBytes(StandardCharsets.UTF_8);
        byte[] mac = mac(list, place);
        byte[] whole = Arrays.copyOf(mac, mac.length + place.length);
        System.arraycopy(place, 0, whole, mac.length, place.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * @param cursor null for the first page
     * @return the place of the last row shown; null for the first page
     * @throws ProblemException 400 when it is not a cursor of this list
     */
    public String read(String list, String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(cursor);
            byte[] place = Arrays.copyOfRange(whole, Math.min(MAC_BYTES, whole.length), whole.length);
            if (MessageDigest.isEqual(mac(list, place), Arrays.copyOf(whole, MAC_BYTES))) {
                return new String(place, StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException e) {
            // Not even the form of one.
        }
        throw ProblemException.parameter(
                "after",
                "不是此列表的游标；请原样使用上一页的 next，并保持其他参数不变",
                "is no cursor of this list; send the next of the page before, with the other parameters unchanged");
    }

    private byte[] mac(String list, byte[] place) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(place), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        } catch (SQLException e) {
            throw new IllegalStateException("the key of the cursors cannot be read", e);
        }
    }
}
