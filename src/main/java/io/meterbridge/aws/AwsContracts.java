package io.meterbridge.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.inbox.Notification;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of {@code direct:contract-aws} that are more than routing. */
@Component("awsContracts")
public class AwsContracts {

    private static final Logger LOG = LoggerFactory.getLogger(AwsContracts.class);

    private final AwsEndpoints endpoints;
    private final AwsSigner signer;
    private final RoleSessions roleSessions;
    private final ObjectMapper json;

    AwsContracts(AwsEndpoints endpoints, AwsSigner signer, RoleSessions roleSessions, ObjectMapper json) {
        this.endpoints = endpoints;
        this.signer = signer;
        this.roleSessions = roleSessions;
        this.json = json;
    }

    /** What has to be asked about a notification; null when it is about no agreement. */
    public AgreementReading reading(@ExchangeProperty("notification") Notification notification)
            throws JsonProcessingException {
        var event = AwsEvent.of(notification, json.readTree(notification.payload()));
        return event.identity() == null ? null : new AgreementReading(notification, event);
    }

    /** Begins to ask, with the only column of {@code contract-life/product-of-agreement.sql}: the product, or null. */
    public void begin(@Body String product, @ExchangeProperty("awsReading") AgreementReading reading) {
        reading.begin(product);
    }

    /** The body of the next call; its signed headers and its address go into the headers. */
    public byte[] write(
            @ExchangeProperty("awsReading") AgreementReading reading,
            @ExchangeProperty("awsKeys") AwsKeys keys,
            @Headers Map<String, Object> headers) throws JsonProcessingException {
        var call = reading.call();
        var body = json.writeValueAsBytes(call.body());
        var address = call.service() == AwsCall.Service.AGREEMENT
                ? endpoints.agreement() : endpoints.entitlement();
        headers.putAll(signer.sign(address, "aws-marketplace", AwsEndpoints.CATALOG_REGION,
                Map.of("Content-Type", call.service().contentType(), "X-Amz-Target", call.target()), body, keys));
        headers.put(Exchange.HTTP_URI, address.toString());
        return body;
    }

    /** Takes in an answer. */
    public void take(
            @Body byte[] body,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @ExchangeProperty("awsReading") AgreementReading reading) {
        var reply = AwsReplyBody.read(status, body);
        if (!reply.isAnswer()) {
            LOG.warn("contract: AWS answered {} about {} with {}", reading.call().operation(), reading.identity(),
                    reply.type());
        }
        if (reply.is("ExpiredTokenException") || reply.is("UnrecognizedClientException")) {
            roleSessions.forget(reading.sellerId());
        }
        reading.take(reply);
    }

    /** AWS could not be asked. */
    public void failed(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure,
            @ExchangeProperty("awsReading") AgreementReading reading) {
        LOG.warn("contract: AWS cannot be asked about {}", reading.identity(), failure);
        reading.fail("AWS cannot be asked: " + failure.getClass().getSimpleName());
    }
}
