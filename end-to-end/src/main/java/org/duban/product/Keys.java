package org.duban.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** The key pairs of the local product, made on first use, and the tokens signed with them. They never leave the machine. */
public final class Keys {
    /** Issuer and audience that both services expect by default. */
    private static final String ISSUER = "https://duban.local";
    private static final String AUDIENCE = "duban";
    private static final int A_DAY_IN_MINUTES = 24 * 60;
    private static final String REPORT_PRIVATE = "report-private.pem";
    private static final String REPORT_PUBLIC = "report-public.pem";

    private final Path directory;

    public Keys(Path directory) {
        this.directory = directory;
    }

    public boolean exist() {
        return Files.exists(privateKey()) && Files.exists(publicKey());
    }

    /** The file that the services verify tokens with. */
    public Path publicKey() {
        return directory.resolve("public.pem");
    }

    /** The file that the services sign tokens of local mode with. */
    public Path privateKey() {
        return directory.resolve("private.pem");
    }

    /** Makes the pairs that are not there. */
    public void ensure() {
        ensure("RSA", 2048, privateKey(), publicKey());
        ensure("EC", 256, directory.resolve(REPORT_PRIVATE), directory.resolve(REPORT_PUBLIC));
    }

    /** The key that notify-service signs links to report by with, in PEM. */
    public String reportPrivateKey() {
        return read(directory.resolve(REPORT_PRIVATE));
    }

    /** The key that task-service knows these links by, in PEM. */
    public String reportPublicKey() {
        return read(directory.resolve(REPORT_PUBLIC));
    }

    private void ensure(String algorithm, int size, Path privateKey, Path publicKey) {
        if (Files.exists(privateKey) && Files.exists(publicKey)) {
            return;
        }
        try {
            Files.createDirectories(directory);
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            KeyPair pair = generator.generateKeyPair();
            if (Files.getFileStore(directory).supportsFileAttributeView("posix") && !Files.exists(privateKey)) {
                Files.createFile(privateKey, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Files.writeString(publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException("The keys could not be written to " + directory + ".", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + algorithm + ".", e);
        }
    }

    /**
     * A bearer token, good for a day of machine time.
     *
     * @param role office, unit, inspectorate or reader
     * @param unit the unit's code; null for the other roles
     */
    public String token(String role, String unit) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(unit == null ? role : unit);
        claims.setClaim("upn", unit == null ? role : unit);
        claims.setStringListClaim("groups", List.of(role));
        if (unit != null) {
            claims.setStringClaim("unit", unit);
        }
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(A_DAY_IN_MINUTES);
        claims.setJwtId(UUID.randomUUID().toString());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setPayload(claims.toJson());
        signature.setKey(readPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The token could not be signed.", e);
        }
    }

    private PrivateKey readPrivateKey() {
        try {
            String body = read(privateKey()).replaceAll("-----[A-Z ]+-----|\\s", "");
            return KeyFactory.getInstance("RSA").generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key in " + directory + " is damaged.", e);
        }
    }

    private static String read(Path key) {
        try {
            return Files.readString(key);
        } catch (IOException e) {
            throw new UncheckedIOException("The key " + key + " could not be read.", e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what,
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), what);
    }
}
