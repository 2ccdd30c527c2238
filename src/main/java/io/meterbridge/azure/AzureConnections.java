package io.meterbridge.azure;

import io.meterbridge.marketplace.ConnectionCheck;
import io.meterbridge.marketplace.CredentialsRefused;
import io.meterbridge.marketplace.CredentialsUnavailable;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of {@code direct:azure-connection-check} that are more than routing. */
@Component("azureConnections")
public class AzureConnections {

    private static final Logger LOG = LoggerFactory.getLogger(AzureConnections.class);

    /** Which setting each of Entra's refusals is about; a missing tenant has no word of its own. */
    private static final Map<String, String> FIELDS = Map.of(
            "invalid_client", "client_secret",
            "unauthorized_client", "client_id",
            "invalid_request", "tenant_id");

    /** The settings a seller typed, by their names in the API. */
    public AzureSettings read(@Body Map<String, Object> settings) {
        return AzureSettings.of(settings);
    }

    /** What the list of subscriptions says about the application that asked for it. */
    public ConnectionCheck judge(@Header(Exchange.HTTP_RESPONSE_CODE) int status) {
        if (status == 200) {
            return ConnectionCheck.ok();
        }
        return status == 401 || status == 403
                ? ConnectionCheck.refused("The marketplace does not know this application (" + status
                        + "): name it in the technical configuration of your offers", "client_id")
                : ConnectionCheck.unreachable("The marketplace answered " + status);
    }

    /** What a failure of the check means. */
    public ConnectionCheck failed(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        if (failure instanceof InvalidAzureSettings invalid) {
            return ConnectionCheck.refused(invalid.getMessage(), invalid.field());
        }
        if (failure instanceof CredentialsRefused refused) {
            return ConnectionCheck.refused(refused.getMessage(), FIELDS.get(refused.code()));
        }
        LOG.warn("Azure connection check: {}", failure.toString());
        return ConnectionCheck.unreachable(failure instanceof CredentialsUnavailable
                ? failure.getMessage() : "Azure cannot be reached");
    }
}
