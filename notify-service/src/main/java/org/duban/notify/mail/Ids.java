package org.duban.notify.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from what they name, so that a repeat finds the same row (UUIDv5, RFC 9562 §5.5). */
public final class Ids {

    private static final UUID MAILS = UUID.fromString("5f0c8a52-7b0e-5b0e-9c1c-3f5d5a1f7a01");

    private Ids() {}

    /** The mail of one occasion for one audience. */
    public static UUID mail(String occasion, Audience audience) {
        return v5(MAILS, audience + "\n" + occasion);
    }

    /** One address of a mail, in one of its rounds. */
    public static UUID delivery(UUID mail, int round, String address) {
        return v5(mail, round == 0 ? address : address + "\n" + round);
    }

    private static UUID v5(UUID namespace, String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x5000L;
            long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
