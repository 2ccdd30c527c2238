package io.meterbridge.aws;

import io.meterbridge.marketplace.ConnectionCheck;
import io.meterbridge.marketplace.CredentialsRefused;
import io.meterbridge.marketplace.CredentialsUnavailable;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of {@code direct:aws-connection-check} that are more than routing. */
@Component("awsConnections")
public class AwsConnections {

    private static final Logger LOG = LoggerFactory.getLogger(AwsConnections.class);

    /** The settings a seller typed, by their names in the API. */
    public AwsSettings read(@Body Map<String, Object> settings) {
        return AwsSettings.of(settings);
    }

    /** The role they name. */
    public RoleToAssume role(@Body AwsSettings settings) {
        return RoleToAssume.of(settings, "meterbridge-connection-check");
    }

    /** Nothing spoke against them. */
    public ConnectionCheck ok() {
        return ConnectionCheck.ok();
    }

    /** What a failure of the check means. */
    public ConnectionCheck failed(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        if (failure instanceof InvalidAwsSettings invalid) {
            return ConnectionCheck.refused(invalid.getMessage(), invalid.field());
        }
        if (failure instanceof CredentialsRefused refused) {
            return ConnectionCheck.refused(refused.getMessage(), "role_arn");
        }
        LOG.warn("AWS connection check: {}", failure.toString());
        return ConnectionCheck.unreachable(failure instanceof CredentialsUnavailable
                ? failure.getMessage() : "AWS STS cannot be reached");
    }
}
