package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The token endpoint: a JWT signed by a service account's key in, an access token out; and the certificates of
 * sign-ups.
 */
final class GoogleTokenService implements SandboxService {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final List<String> SCOPES = List.of(
            "https://www.googleapis.com/auth/cloud-platform",
            "https://www.googleapis.com/auth/servicecontrol");
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofMinutes(5);

    static final String CERTIFICATES = "/sign-up-certificates";

    final FaultScript faults = new FaultScript();
    final GoogleSignUps signUps = new GoogleSignUps();
    volatile String address;

    private final GoogleIdentities identities;
    private final InstantSource clock;

    GoogleTokenService(GoogleIdentities identities, InstantSource clock) {
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public FaultScript faultsFor(SandboxRequest request) {
        return faults;
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request, Fault fault) {
        if (request.method().equals("GET") && request.path().equals(CERTIFICATES)) {
            return SandboxAnswer.text(200, Map.of("Content-Type", "application/json"), signUps.published());
        }
        if (!request.method().equals("POST") || !request.path().equals("/token")) {
            return error(404, "invalid_request", "Not simulated: " + request.path());
        }
        var form = request.form();
        if (!List.of(GRANT).equals(form.get("grant_type"))) {
            return error(400, "unsupported_grant_type", "Invalid grant_type");
        }
        var assertion = form.getOrDefault("assertion", List.of(""));
        try {
            return token(identities.issue(verified(assertion.get(0))));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException refused) {
            return error(400, "invalid_grant", "Invalid JWT: " + refused.getMessage());
        }
    }

    @Override
    public SandboxAnswer throttled() {
        return error(429, "rate_limit_exceeded", "Too many requests");
    }

    @Override
    public SandboxAnswer broken() {
        return error(503, "internal_failure", "Backend error");
    }

    /** The account that signed; everything Google documents about such a JWT is checked. */
    private String verified(String assertion) throws IOException, GeneralSecurityException {
        var parts = assertion.split("\\.", -1);
        require(parts.length == 3, "not three parts");
        var header = part(parts[0]);
        var claims = part(parts[1]);
        require(header.path("alg").asText().equals("RS256"), "alg is not RS256");
        var account = identities.find(claims.path("iss").asText());
        require(account != null, "unknown issuer");
        require(header.path("kid").asText().equals(account.keyId()), "unknown key");
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(account.keys().getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        require(signature.verify(Base64.getUrlDecoder().decode(parts[2])), "bad signature");
        checkClaims(claims);
        return account.email();
    }

    private void checkClaims(JsonNode claims) {
        require(claims.path("aud").asText().equals(address), "wrong audience");
        require(claims.path("iat").isIntegralNumber() && claims.path("exp").isIntegralNumber(),
                "iat and exp are required");
        var now = clock.instant().getEpochSecond();
        var issued = claims.path("iat").asLong();
        var ends = claims.path("exp").asLong();
        require(issued <= now + SKEW.toSeconds(), "issued in the future");
        require(ends > now, "expired");
        require(ends - issued <= LONGEST.toSeconds(), "longer than an hour");
        var scopes = Arrays.asList(claims.path("scope").asText().split(" "));
        require(SCOPES.stream().anyMatch(scopes::contains), "no scope");
    }

    private static JsonNode part(String text) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(text));
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static SandboxAnswer token(String token) {
        return SandboxAnswer.json(200, OrbJson.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("access_token", token);
            json.writeNumberField("expires_in", GoogleIdentities.TOKEN_LIFETIME.toSeconds());
            json.writeStringField("token_type", "Bearer");
            json.writeEndObject();
        }));
    }

    private static SandboxAnswer error(int status, String error, String description) {
        return SandboxAnswer.json(status, OrbJson.bytes(json -> {
            json.writeStartObject();
            for (var field : Map.of("error", error, "error_description", description).entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        }));
    }
}
