package org.duban.task.clerk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.duban.task.security.Roles;

/**
 * A link that was found good: whoever holds it may report for one unit on one notice.
 *
 * @param issued when its mail was sent, machine time
 * @param token  as it stands in the path; nowhere else
 */
record Link(UUID notice, String unit, Instant issued, String token) {
    private static final String HMAC = "HmacSHA256";

    /** For the audit trail, as {@code Caller.actor()} of a unit whose token says {@code report-link}. */
    String actor() {
        return Roles.UNIT + ":" + unit + " report-link";
    }

    /** What it is good for, whichever mail it came by. */
    String scope() {
        return unit + " " + notice;
    }

    String path() {
        return "/report/" + token;
    }

    /**
     * A new key for a form: good for one filing, and only by this link. Who has not read the page cannot make one, so what
     * follows links or fills in forms blindly, as scanners of mail do, changes nothing.
     */
    String formKey() {
        String nonce = UUID.randomUUID().toString();
        return nonce + "." + signature(nonce);
    }

    /** Whether the key is one of {@link #formKey}. */
    boolean gave(String formKey) {
        int dot = formKey.indexOf('.');
        return dot > 0 && MessageDigest.isEqual(bytes(signature(formKey.substring(0, dot))), bytes(formKey.substring(dot + 1)));
    }

    private String signature(String nonce) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes(token), HMAC));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes(nonce)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the token: this may come into a log. */
    @Override
    public String toString() {
        return "link of " + scope();
    }
}
