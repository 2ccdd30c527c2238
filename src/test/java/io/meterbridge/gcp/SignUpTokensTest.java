package io.meterbridge.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.meterbridge.Proves;
import io.meterbridge.marketplace.CredentialsUnavailable;
import io.meterbridge.sandbox.GoogleSignUps;
import io.meterbridge.token.TokenRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way a token of Google's sign-up can be wrong, one at a time. */
@Proves("R-30")
class SignUpTokensTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ISSUER = "https://www.googleapis.com/robot/v1/metadata/x509/marketplace";
    private static final Set<String> AUDIENCES = Set.of("product.example", "service.example");
    private static final GoogleSignUps GOOGLE = new GoogleSignUps();
    private static final GoogleSignUps SOMEBODY = new GoogleSignUps();

    private Instant now = NOW;
    private String published = GOOGLE.published();
    private int reads;

    private final SignUpTokens tokens = new SignUpTokens(new SignUpKeys(() -> {
        reads++;
        return published;
    }, () -> now), ISSUER, () -> now);

    static Stream<Arguments> badTokens() {
        return Stream.of(
                Arguments.of("iss", "another issuer", signed(claims -> claims.issuer("https://evil.example/x509"))),
                Arguments.of("iss", "an issuer that only begins well", signed(claims -> claims.issuer(ISSUER + ".evil"))),
                Arguments.of("exp, nbf or a missing claim", "no issuer", signed(claims -> claims.issuer(null))),
                Arguments.of("aud", "another product", signed(claims -> claims.audience("other.example"))),
                Arguments.of("aud", "two products",
                        signed(claims -> claims.audience(List.of("product.example", "other.example")))),
                Arguments.of("exp, nbf or a missing claim", "no product",
                        signed(claims -> claims.audience((String) null))),
                Arguments.of("sub", "an empty account", signed(claims -> claims.subject(""))),
                Arguments.of("sub", "an account that is a path", signed(claims -> claims.subject("../accounts/A"))),
                Arguments.of("exp, nbf or a missing claim", "no account", signed(claims -> claims.subject(null))),
                Arguments.of("exp, nbf or a missing claim", "expired",
                        signed(claims -> claims.expirationTime(Date.from(NOW.minus(Duration.ofMinutes(2)))))),
                Arguments.of("exp, nbf or a missing claim", "without an end",
                        signed(claims -> claims.expirationTime(null))),
                Arguments.of("exp, nbf or a missing claim", "without a beginning",
                        signed(claims -> claims.issueTime(null))),
                Arguments.of("iat", "signed in the future",
                        signed(claims -> claims.issueTime(Date.from(NOW.plus(Duration.ofMinutes(2)))))),
                Arguments.of("exp, nbf or a missing claim", "not valid yet",
                        signed(claims -> claims.notBeforeTime(Date.from(NOW.plus(Duration.ofMinutes(2)))))),
                Arguments.of("signature", "somebody else's key under Google's id",
                        SOMEBODY.sign(claims().build(), JWSAlgorithm.RS256, GOOGLE.keyId())),
                Arguments.of("kid", "a key that nobody published", SOMEBODY.sign(claims().build())),
                Arguments.of("kid", "no key named", GOOGLE.sign(claims().build(), JWSAlgorithm.RS256, null)),
                Arguments.of("alg", "another algorithm", GOOGLE.sign(claims().build(), JWSAlgorithm.RS512, GOOGLE.keyId())),
                Arguments.of("alg", "the public key as a secret", publicKeyAsSecret()),
                Arguments.of("not a signed token", "alg none", new PlainJWT(claims().build()).serialize()),
                Arguments.of("signature", "a changed claim", tampered()),
                Arguments.of("not a signed token", "rubbish", "rubbish"),
                Arguments.of("no token", "nothing", " "),
                Arguments.of("too long", "a novel", "x".repeat(20_000)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("badTokens")
    void aBadTokenIsRefused(String check, String what, String token) {
        assertThatThrownBy(() -> tokens.check(token, AUDIENCES)).as(what).isInstanceOf(TokenRefused.class)
                .hasMessage(check);
    }

    @Test
    void aGoodTokenTellsTheAccount() throws TokenRefused {
        var other = signed(claims -> claims.audience("service.example"));

        assertThat(tokens.check(signed(claims -> claims), AUDIENCES).getSubject()).isEqualTo("A-1");
        assertThat(tokens.check(other, AUDIENCES).getSubject()).isEqualTo("A-1");
        assertThat(reads).as("reads of the certificates").isEqualTo(1);
    }

    @Test
    void inventedKeysHaveTheCertificatesReadAtMostOnceAMinute() throws TokenRefused {
        tokens.check(signed(claims -> claims), AUDIENCES);
        now = NOW.plus(Duration.ofMinutes(2));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> tokens.check(SOMEBODY.sign(claims().build()), AUDIENCES))
                    .isInstanceOf(TokenRefused.class);
        }
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void whatAreNoCertificatesAreNoKeys() {
        for (var rubbish : List.of("rubbish", "{\"k\":\"rubbish\"}")) {
            published = rubbish;
            assertThatThrownBy(() -> tokens.check(signed(claims -> claims), AUDIENCES))
                    .isInstanceOf(CredentialsUnavailable.class);
        }
    }

    private static JWTClaimsSet.Builder claims() {
        return GoogleSignUps.claims(ISSUER, "product.example", "A-1", NOW);
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return GOOGLE.sign(change.apply(claims()).build());
    }

    private static String publicKeyAsSecret() {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(GOOGLE.keyId()).build(),
                    claims().build());
            token.sign(new MACSigner(GOOGLE.publicKey()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tampered() {
        var parts = signed(claims -> claims).split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1])).replace("A-1", "A-2");
        return parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes()) + "." + parts[2];
    }
}
