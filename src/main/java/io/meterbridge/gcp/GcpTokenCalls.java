package io.meterbridge.gcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.http.TargetGuard;
import io.meterbridge.http.TargetRefused;
import io.meterbridge.marketplace.CredentialsRefused;
import io.meterbridge.marketplace.CredentialsUnavailable;
import java.io.IOException;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.springframework.stereotype.Component;

/** Writes, signs and reads the call that turns a service account's key into a token (RFC 7523). */
@Component("gcpTokenCalls")
public class GcpTokenCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int LONGEST_SECONDS = 86_400;

    private final TargetGuard guard;
    private final InstantSource clock;

    GcpTokenCalls(TargetGuard guard, InstantSource clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * The body of the call; its address goes into the headers.
     *
     * @throws TokenUriRefused when the key file's own address must not be called
     */
    public byte[] write(@Body ServiceAccountKey account, @Headers Map<String, Object> headers)
            throws JsonProcessingException, GeneralSecurityException {
        headers.put(Exchange.HTTP_URI, addressOf(account));
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return ("grant_type=" + URLEncoder.encode(GRANT, UTF_8)
                + "&assertion=" + assertion(account)).getBytes(US_ASCII);
    }

    /**
     * The token.
     *
     * @throws CredentialsRefused     when Google says no
     * @throws CredentialsUnavailable when nothing it says decides it
     */
    public GcpToken read(@Body byte[] body, @Header(Exchange.HTTP_RESPONSE_CODE) int status) {
        var answer = json(body);
        if (status == 200) {
            return tokenOf(answer);
        }
        var error = answer.path("error").isTextual() ? answer.get("error").textValue() : null;
        var name = error == null ? "http-" + status : printable(error);
        if (status == 400 && error != null || status == 401 || status == 403) {
            throw new CredentialsRefused(
                    name, printable(answer.path("error_description").asText(null)));
        }
        throw new CredentialsUnavailable(name, "The token endpoint answered " + status);
    }

    private String addressOf(ServiceAccountKey account) {
        try {
            return guard.check(account.tokenUri()).toString();
        } catch (TargetRefused refused) {
            throw new TokenUriRefused(refused.getMessage());
        }
    }

    private GcpToken tokenOf(JsonNode answer) {
        var value = answer.path("access_token");
        var seconds = answer.path("expires_in");
        if (!value.isTextual() || !value.textValue().matches("[!-~]{1,8192}")
                || !seconds.canConvertToInt() || !seconds.isIntegralNumber()
                || seconds.intValue() < 1 || seconds.intValue() > LONGEST_SECONDS) {
            throw new CredentialsUnavailable(
                    "unreadable-answer", "The token endpoint answered 200 without a token");
        }
        return new GcpToken(value.textValue(), clock.instant().plusSeconds(seconds.intValue()));
    }

    private String assertion(ServiceAccountKey account)
            throws JsonProcessingException, GeneralSecurityException {
        var now = clock.instant();
        var header = JsonNodeFactory.instance.objectNode()
                .put("alg", "RS256").put("typ", "JWT").put("kid", account.keyId());
        var claims = JsonNodeFactory.instance.objectNode()
                .put("iss", account.email()).put("scope", SCOPE).put("aud", account.tokenUri())
                .put("iat", now.getEpochSecond()).put("exp", now.plus(LIFETIME).getEpochSecond());
        var text = encoded(header) + "." + encoded(claims);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(account.key());
        signature.update(text.getBytes(US_ASCII));
        return text + "." + base64(signature.sign());
    }

    private static String encoded(ObjectNode part) throws JsonProcessingException {
        return base64(JSON.writeValueAsBytes(part));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static JsonNode json(byte[] body) {
        try {
            var answer = JSON.readTree(body);
            return answer == null ? MissingNode.getInstance() : answer;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** Somebody else's words: short, and nothing that could break a log line. */
    private static String printable(String text) {
        if (text == null) {
            return null;
        }
        var clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() > 300 ? clean.substring(0, 300) : clean;
    }
}
