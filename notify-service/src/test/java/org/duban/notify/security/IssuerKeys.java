package org.duban.notify.security;

import java.security.PublicKey;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Public keys as issuers publish them (RFC 7517). */
public final class IssuerKeys {

    private IssuerKeys() {}

    public static JsonWebKey of(PublicKey key, String id) {
        try {
            JsonWebKey published = PublicJsonWebKey.Factory.newPublicJwk(key);
            published.setKeyId(id);
            return published;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String jwks(JsonWebKey... keys) {
        return new JsonWebKeySet(List.of(keys)).toJson();
    }
}
