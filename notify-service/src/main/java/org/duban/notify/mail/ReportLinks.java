package org.duban.notify.mail;

import io.quarkus.runtime.Startup;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.util.KeyUtils;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.duban.notify.loop.Machine;

/**
 * The links by which a unit reports without an account. Each bears a token, signed for one unit and one notice. Letters are
 * written and kept with a link whose token is left out, {@link #unsigned()}; the token is put in as a message leaves. So no
 * row, answer or log of this service has one.
 */
@Startup
@Singleton
class ReportLinks {

    /** By these task-service knows whose tokens they are and what for. */
    private static final String ISSUER = "duban";

    private static final String AUDIENCE = "duban-report";

    private final String unsigned;
    private final PrivateKey key;
    private final ReportSettings settings;
    private final Clock machine;

    ReportLinks(ReportSettings settings, @Machine Clock machine) {
        boolean complete = settings.key().isPresent() && settings.url().isPresent();
        this.unsigned = complete ? unsigned(settings.url().get()) : null;
        this.key = complete ? read(settings.key().get()) : null;
        this.settings = settings;
        this.machine = machine;
    }

    /** The link without its token; null: there is no such page. */
    String unsigned() {
        return unsigned;
    }

    static String unsigned(String url) {
        return url.replaceFirst("/+$", "") + "/report/…";
    }

    /** Puts the token into the bodies of a mail to a unit's liaisons. All others are left as they are. */
    UnaryOperator<String> signer(Mail mail) {
        if (unsigned == null || mail.audience != Audience.UNIT || !mail.text.contains(unsigned)) {
            return UnaryOperator.identity();
        }
        String signed = unsigned.replace("…", token(mail.noticeId, mail.unitCode));
        return body -> body.replace(unsigned, signed);
    }

    private String token(UUID notice, String unit) {
        Instant now = machine.instant();
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(unit)
                .claim("notice", notice.toString())
                .issuedAt(now)
                .expiresAt(now.plus(settings.life()))
                .jws()
                // The shortest signature: a link is to fit into what mail programs take for one.
                .algorithm(SignatureAlgorithm.ES256)
                .sign(key);
    }

    private static PrivateKey read(String pem) {
        try {
            return KeyUtils.decodePrivateKey(pem, SignatureAlgorithm.ES256);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause, whose message may hold the key.
            throw new IllegalStateException("DUBAN_REPORT_KEY is no private key of the curve P-256 in PKCS#8");
        }
    }
}
