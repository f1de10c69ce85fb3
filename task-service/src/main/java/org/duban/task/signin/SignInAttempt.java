package org.duban.task.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser remembers while it is at the issuer's.
 *
 * @param state    comes back with the code, so that nobody can slip in a code of his own
 * @param verifier proves to the issuer that who redeems the code is who asked for it
 * @param to       the page to go to in the end
 */
record SignInAttempt(String state, String verifier, String to) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static SignInAttempt begin(String to) {
        return new SignInAttempt(random(), random(), PagePath.of(to));
    }

    /** As a cookie keeps it. */
    String written() {
        return state + "." + verifier + "." + BASE64.encodeToString(to.getBytes(StandardCharsets.UTF_8));
    }

    /** @param written null, or whatever a browser sends */
    static Optional<SignInAttempt> read(String written) {
        String[] parts = written == null ? new String[0] : written.split("\\.");
        if (parts.length != 3 || parts[0].isEmpty() || !parts[2].matches("[0-9A-Za-z_-]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SignInAttempt(parts[0], parts[1],
                    new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The verifier's hash (RFC 7636 §4.2). */
    String challenge() {
        try {
            return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }
}
