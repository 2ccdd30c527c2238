package io.meterbridge.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meterbridge.marketplace.CredentialsRefused;
import io.meterbridge.marketplace.CredentialsUnavailable;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.springframework.stereotype.Component;

/** Writes, signs and reads the one call of AWS STS that is used: AssumeRole. */
@Component("awsSts")
public class SecurityTokenService {

    private static final String LIFETIME_SECONDS = "3600";

    private final AwsEndpoints endpoints;
    private final AwsSigner signer;
    private final OwnCredentials ownCredentials;

    SecurityTokenService(AwsEndpoints endpoints, AwsSigner signer, OwnCredentials ownCredentials) {
        this.endpoints = endpoints;
        this.signer = signer;
        this.ownCredentials = ownCredentials;
    }

    /** The keys that ask for the role. */
    public AwsKeys askingKeys(@Body RoleToAssume role) {
        return role.keys() != null ? role.keys() : ownCredentials.keys();
    }

    /** The body of the call; its signed headers and its address go into the headers. */
    public byte[] write(
            @Body RoleToAssume role,
            @ExchangeProperty("awsAskingKeys") AwsKeys keys,
            @Headers Map<String, Object> headers) {
        var form = new LinkedHashMap<String, String>();
        form.put("Action", "AssumeRole");
        form.put("Version", "2011-06-15");
        form.put("RoleArn", role.roleArn());
        form.put("RoleSessionName", role.onBehalfOf());
        form.put("DurationSeconds", LIFETIME_SECONDS);
        if (role.externalId() != null) {
            form.put("ExternalId", role.externalId());
        }
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
        var address = endpoints.sts(role.region());
        var type = Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        headers.putAll(signer.sign(address, "sts", role.region(), type, body, keys));
        headers.put(Exchange.HTTP_URI, address.toString());
        return body;
    }

    /**
     * The role's keys.
     *
     * @throws CredentialsRefused     when STS says no
     * @throws CredentialsUnavailable when STS says nothing that decides it
     */
    public AwsKeys read(
            @Body byte[] body,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @ExchangeProperty("awsAskingKeys") AwsKeys askingKeys) {
        var answer = StsAnswer.read(body);
        if (status == 200) {
            return keysOf(answer);
        }
        var code = answer.text("Code");
        var name = code == null ? "http-" + status : code;
        var message = askingKeys.redact(answer.text("Message"));
        if (isAboutNow(status, code)) {
            throw new CredentialsUnavailable(
                    name, "STS answered " + status + (message == null ? "" : ": " + message));
        }
        throw new CredentialsRefused(name, message);
    }

    private static AwsKeys keysOf(StsAnswer answer) {
        var id = answer.text("AccessKeyId");
        var secret = answer.text("SecretAccessKey");
        var token = answer.text("SessionToken");
        var expiration = instant(answer.text("Expiration"));
        if (id == null || secret == null || token == null || expiration == null) {
            throw new CredentialsUnavailable(
                    "unreadable-answer", "STS answered 200 without credentials");
        }
        return new AwsKeys(id, secret, token, expiration);
    }

    private static Instant instant(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException notAnInstant) {
            return null;
        }
    }

    /** A refusal is a 4xx that names itself, or one whose status does; all else may pass. */
    private static boolean isAboutNow(int status, String code) {
        if (status == 429 || status < 400 || status >= 500) {
            return true;
        }
        return code == null
                ? status != 401 && status != 403
                : code.startsWith("Throttl") || code.equals("RequestLimitExceeded");
    }
}
