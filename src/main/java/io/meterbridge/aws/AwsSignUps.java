package io.meterbridge.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.landing.LandingCall;
import io.meterbridge.landing.LandingRefused;
import io.meterbridge.landing.SignUp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.springframework.stereotype.Component;

/**
 * Who arrived from AWS Marketplace: ResolveCustomer, asked under the seller's own keys, so that a token of another
 * seller's product resolves to nothing here.
 */
@Component("awsSignUps")
public class AwsSignUps {

    private static final String MARKETPLACE = "AWS Marketplace";
    private static final Set<String> INVALID = Set.of("InvalidTokenException", "ExpiredTokenException");

    private final AwsEndpoints endpoints;
    private final AwsSigner signer;
    private final RoleSessions roleSessions;
    private final ObjectMapper json;

    AwsSignUps(AwsEndpoints endpoints, AwsSigner signer, RoleSessions roleSessions, ObjectMapper json) {
        this.endpoints = endpoints;
        this.signer = signer;
        this.roleSessions = roleSessions;
        this.json = json;
    }

    /** The question; its signed headers and its address go into the headers. */
    public byte[] write(@ExchangeProperty("landing") LandingCall call,
            @ExchangeProperty("awsSettings") AwsSettings settings, @ExchangeProperty("awsKeys") AwsKeys keys,
            @Headers Map<String, Object> headers) throws JsonProcessingException {
        var body = json.writeValueAsBytes(Map.of("RegistrationToken", call.token()));
        var address = endpoints.metering(settings.region());
        headers.putAll(signer.sign(address, "aws-marketplace", settings.region(),
                Map.of("Content-Type", "application/x-amz-json-1.1",
                        "X-Amz-Target", "AWSMPMeteringService.ResolveCustomer"), body, keys));
        headers.put(Exchange.HTTP_URI, address.toString());
        return body;
    }

    /**
     * Who it is.
     *
     * @throws LandingRefused when AWS does not stand for the token, or says nothing that lasts
     */
    public SignUp read(@Body byte[] body, @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @ExchangeProperty("landing") LandingCall call) {
        var reply = AwsReplyBody.read(status, body);
        if (!reply.isAnswer()) {
            // the same word is used for a token and for keys that have expired; new keys cost one call
            roleSessions.forget(call.sellerId());
            throw INVALID.contains(reply.type()) ? LandingRefused.invalid(MARKETPLACE, reply.type())
                    : LandingRefused.unavailable(MARKETPLACE, "ResolveCustomer was answered with " + reply.type());
        }
        var product = text(reply, "ProductCode");
        var account = text(reply, "CustomerAWSAccountId");
        var customer = text(reply, "CustomerIdentifier");
        if (product == null || account == null && customer == null) {
            throw LandingRefused.unavailable(MARKETPLACE, "ResolveCustomer named no product or no customer");
        }
        var buyer = new LinkedHashMap<String, String>();
        put(buyer, "product_code", product);
        put(buyer, "customer_aws_account_id", account);
        put(buyer, "customer_identifier", customer);
        var purchase = new LinkedHashMap<String, String>();
        put(purchase, "product_code", product);
        put(purchase, "license_arn", text(reply, "LicenseArn"));
        put(purchase, "offer_type", call.offerType());
        return new SignUp(account == null ? customer : account, buyer, Map.copyOf(purchase), null);
    }

    private static void put(Map<String, String> names, String name, String value) {
        if (value != null) {
            names.put(name, value);
        }
    }

    private static String text(AwsReplyBody reply, String name) {
        var text = reply.json().path(name).asText("");
        return text.isBlank() ? null : text;
    }
}
