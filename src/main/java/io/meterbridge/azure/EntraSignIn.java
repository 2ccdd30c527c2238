package io.meterbridge.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.meterbridge.marketplace.CredentialsRefused;
import io.meterbridge.marketplace.CredentialsUnavailable;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Writes and reads the one call of Microsoft Entra that is used: a token for an application. */
@Component("entraSignIn")
public class EntraSignIn {

    /** The commercial marketplace's own application: what the token is for. */
    static final String MARKETPLACE = "20e940b3-4c77-4b0b-9a53-9e16a1b010a7";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private final InstantSource clock;

    EntraSignIn(InstantSource clock) {
        this.clock = clock;
    }

    /** The form that asks for a token. */
    public byte[] write(@Body AzureSettings settings) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", settings.clientId());
        form.put("client_secret", settings.clientSecret());
        form.put("scope", MARKETPLACE + "/.default");
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
    }

    /**
     * The token in an answer.
     *
     * @throws CredentialsRefused     when Entra said no to the application or its secret
     * @throws CredentialsUnavailable when it said nothing that lasts
     */
    public AzureToken read(
            @Body byte[] body,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @ExchangeProperty("azureSettings") AzureSettings settings) {
        var answer = read(body);
        if (status == 200) {
            return token(answer);
        }
        var error = answer.path("error").isTextual() ? answer.get("error").textValue() : null;
        var sentence = firstLine(settings.excerpt(answer.path("error_description").asText("")));
        if (error == null || isAboutNow(status, error)) {
            throw new CredentialsUnavailable(error == null ? "http-" + status : error,
                    "Entra answered " + status + (sentence.isEmpty() ? "" : ": " + sentence));
        }
        throw new CredentialsRefused(error, sentence);
    }

    private AzureToken token(JsonNode answer) {
        var token = answer.path("access_token");
        var lifetime = answer.path("expires_in").asText("");
        if (!token.isTextual() || token.textValue().isBlank()
                || !SECONDS.matcher(lifetime).matches()) {
            throw new CredentialsUnavailable(
                    "unreadable-answer", "Entra answered 200 without a token");
        }
        return new AzureToken(token.textValue(),
                clock.instant().plusSeconds(Long.parseLong(lifetime)));
    }

    /** Version 1 says the lifetime as a text, version 2 as a number; asText reads both. */
    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** A refusal is one of the client errors that name themselves; all else may pass. */
    private static boolean isAboutNow(int status, String error) {
        return status != 400 && status != 401 && status != 403
                || error.equals("temporarily_unavailable");
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}
