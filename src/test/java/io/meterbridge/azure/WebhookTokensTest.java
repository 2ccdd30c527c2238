package io.meterbridge.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.meterbridge.Proves;
import io.meterbridge.marketplace.CredentialsUnavailable;
import io.meterbridge.token.TokenRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way a token of Azure's webhook can be wrong, one at a time. */
@Proves("R-30")
class WebhookTokensTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TENANT = "6f6d51b5-9c1c-4f0a-a2a8-0a5f0e0f0001";
    private static final String CLIENT = "6f6d51b5-9c1c-4f0a-a2a8-0a5f0e0f0002";
    private static final String OTHER = "6f6d51b5-9c1c-4f0a-a2a8-0a5f0e0f0003";
    private static final String AUTHORITY = "https://login.microsoftonline.com";
    private static final RSAKey KEY = key("k-1");
    private static final RSAKey OTHER_KEY = key("k-1");
    private static final RSAKey NEXT_KEY = key("k-2");

    private Instant now = NOW;
    private String published = published(KEY);
    private int reads;

    private final EntraKeys keys = new EntraKeys(tenant -> {
        reads++;
        if (published == null) {
            throw new IllegalStateException("Entra is away");
        }
        return published;
    }, () -> now);
    private final WebhookTokens tokens = new WebhookTokens(keys, AUTHORITY, () -> now);

    static Stream<Arguments> goodTokens() {
        return Stream.of(
                Arguments.of("version 1", change(claims -> claims)),
                Arguments.of("version 2", change(claims -> claims.issuer(AUTHORITY + "/" + TENANT + "/v2.0")
                        .claim("appid", null).claim("azp", EntraSignIn.MARKETPLACE))),
                Arguments.of("both callers named", change(claims -> claims.claim("azp", EntraSignIn.MARKETPLACE))),
                Arguments.of("capitals", change(claims -> claims.audience(CLIENT.toUpperCase())
                        .claim("tid", TENANT.toUpperCase()))),
                Arguments.of("a minute of leniency",
                        change(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(59))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodTokens")
    void aTokenOfTheMarketplacePasses(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        assertThatCode(() -> check(signed(KEY, change))).doesNotThrowAnyException();
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                Arguments.of("aud", "another application", signed(KEY, claims -> claims.audience(OTHER))),
                Arguments.of("aud", "none at all", signed(KEY, claims -> claims.audience((String) null))),
                Arguments.of("aud", "two applications",
                        signed(KEY, claims -> claims.audience(List.of(CLIENT, OTHER)))),
                Arguments.of("aud", "the marketplace's resource",
                        signed(KEY, claims -> claims.audience(EntraSignIn.MARKETPLACE))),
                Arguments.of("tid", "another tenant", signed(KEY, claims -> claims.claim("tid", OTHER))),
                Arguments.of("tid", "no tenant", signed(KEY, claims -> claims.claim("tid", null))),
                Arguments.of("tid", "a number", signed(KEY, claims -> claims.claim("tid", 1))),
                Arguments.of("iss", "another issuer", signed(KEY, claims -> claims.issuer("https://evil.example/"))),
                Arguments.of("iss", "another tenant's issuer",
                        signed(KEY, claims -> claims.issuer("https://sts.windows.net/" + OTHER + "/"))),
                Arguments.of("iss", "an issuer that only begins well", signed(KEY,
                        claims -> claims.issuer(AUTHORITY + "/" + TENANT + "/v2.0/x"))),
                Arguments.of("iss", "no issuer", signed(KEY, claims -> claims.issuer(null))),
                Arguments.of("appid", "another caller", signed(KEY, claims -> claims.claim("appid", OTHER))),
                Arguments.of("appid or azp", "no caller", signed(KEY, claims -> claims.claim("appid", null))),
                Arguments.of("azp", "two callers",
                        signed(KEY, claims -> claims.claim("azp", OTHER))),
                Arguments.of("exp or nbf", "expired",
                        signed(KEY, claims -> claims.expirationTime(Date.from(NOW.minusSeconds(61))))),
                Arguments.of("exp or nbf", "without an end", signed(KEY, claims -> claims.expirationTime(null))),
                Arguments.of("exp or nbf", "not valid yet",
                        signed(KEY, claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(61))))),
                Arguments.of("signature", "another key of that id", signed(OTHER_KEY, claims -> claims)),
                Arguments.of("kid", "a key nobody published", signed(NEXT_KEY, claims -> claims)),
                Arguments.of("kid", "no key named", signed(JWSAlgorithm.RS256, null, signer(KEY))),
                Arguments.of("alg", "another algorithm", signed(JWSAlgorithm.RS512, "k-1", signer(KEY))),
                Arguments.of("alg", "the public key as a secret", signed(JWSAlgorithm.HS256, "k-1", publicKeyAsSecret())),
                Arguments.of("not a signed token", "alg none", "Bearer " + new PlainJWT(claims()).serialize()),
                Arguments.of("not a signed token", "alg none, as it is forged",
                        "Bearer eyJhbGciOiJub25lIn0." + signed(KEY, claims -> claims).split("\\.")[1] + "."),
                Arguments.of("signature", "a changed claim", tampered()),
                Arguments.of("not a signed token", "rubbish", "Bearer rubbish"),
                Arguments.of("no bearer token", "another scheme", "Basic dXNlcjpwYXNz"),
                Arguments.of("no bearer token", "nothing", null),
                Arguments.of("too long", "a token without an end to it", "Bearer " + "x".repeat(20_000)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badTokens")
    void anyOtherTokenIsRefused(String check, String what, String authorization) {
        assertThatThrownBy(() -> check(authorization)).isInstanceOf(TokenRefused.class).hasMessage(check);
    }

    @Test
    void aTokenThatIsReplayedAfterItsEndIsRefused() {
        var token = signed(KEY, claims -> claims);
        assertThatCode(() -> check(token)).doesNotThrowAnyException();
        now = NOW.plus(Duration.ofMinutes(62));

        assertThatThrownBy(() -> check(token)).isInstanceOf(TokenRefused.class).hasMessage("exp or nbf");
    }

    @Test
    void aTenantThatIsADomainCannotBeComparedWithAToken() {
        assertThatThrownBy(() -> tokens.check(signed(KEY, claims -> claims), "acme.example", CLIENT))
                .isInstanceOf(TokenRefused.class).hasMessageContaining("domain");
    }

    @Test
    void keysAreKeptForAnHour() throws TokenRefused {
        for (int i = 0; i < 5; i++) {
            check(signed(KEY, claims -> claims));
        }
        assertThat(reads).isEqualTo(1);
        now = NOW.plus(Duration.ofMinutes(60));
        check(signed(KEY, claims -> claims));
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void anUnknownKeyHasThemReadAgainOnce() throws TokenRefused {
        check(signed(KEY, claims -> claims));
        now = NOW.plus(Duration.ofMinutes(2));
        published = published(KEY, NEXT_KEY);

        check(signed(NEXT_KEY, claims -> claims));

        assertThat(reads).isEqualTo(2);
    }

    @Test
    void inventedKeysHaveEntraCalledAtMostOnceAMinute() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> check(signed(NEXT_KEY, claims -> claims))).isInstanceOf(TokenRefused.class);
        }
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void withoutAnyKeysNobodyCanSayWhetherATokenHolds() throws TokenRefused {
        published = null;
        assertThatThrownBy(() -> check(signed(KEY, claims -> claims))).isInstanceOf(CredentialsUnavailable.class);
        published = "<html>";
        assertThatThrownBy(() -> check(signed(KEY, claims -> claims))).isInstanceOf(CredentialsUnavailable.class);
        published = published(KEY);
        check(signed(KEY, claims -> claims));
    }

    @Test
    void whileEntraIsAwayTheLastKeysStandForADay() throws TokenRefused {
        check(signed(KEY, claims -> claims));
        published = null;
        now = NOW.plus(Duration.ofHours(23));
        check(signed(KEY, claims -> claims.expirationTime(Date.from(NOW.plus(Duration.ofDays(2))))));
        now = NOW.plus(Duration.ofHours(25));
        assertThatThrownBy(() -> check(signed(KEY, claims -> claims))).isInstanceOf(CredentialsUnavailable.class);
    }

    private void check(String authorization) throws TokenRefused {
        tokens.check(authorization, TENANT, CLIENT);
    }

    private static UnaryOperator<JWTClaimsSet.Builder> change(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change;
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder().audience(CLIENT)
                .issuer("https://sts.windows.net/" + TENANT + "/").claim("tid", TENANT)
                .claim("appid", EntraSignIn.MARKETPLACE).notBeforeTime(Date.from(NOW.minusSeconds(5)))
                .expirationTime(Date.from(NOW.plusSeconds(3600))).build();
    }

    private static String signed(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(JWSAlgorithm.RS256, key.getKeyID(), signer(key),
                change.apply(new JWTClaimsSet.Builder(claims())).build());
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer) {
        return signed(algorithm, keyId, signer, claims());
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
            token.sign(signer);
            return "Bearer " + token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The claims of one token under the signature of another. */
    private static String tampered() {
        var good = signed(KEY, claims -> claims).split("\\.");
        var evil = signed(KEY, claims -> claims.expirationTime(Date.from(NOW.plusSeconds(999_999)))).split("\\.");
        return good[0] + "." + evil[1] + "." + good[2];
    }

    private static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static JWSSigner publicKeyAsSecret() {
        try {
            return new MACSigner(KEY.toRSAPublicKey().getEncoded());
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String published(RSAKey... keys) {
        return new JWKSet(List.of(keys)).toPublicJWKSet().toString();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
