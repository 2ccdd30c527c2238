package io.meterbridge.api.integrations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.api.web.ApiAnswer;
import io.meterbridge.aws.ConnectionCheck;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code /api/integrations/aws}. */
public final class AwsMarketplaceConnections {

    private static final String AWS = "aws";
    private static final List<String> SHOWN =
            List.of("region", "role_arn", "external_id", "notifications_queue_url", "signup_url");
    private static final List<String> SECRET = List.of("access_key_id", "secret_access_key");

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final IntegrationRows rows;

    AwsMarketplaceConnections(SellerTransactions transactions, JdbcClient sellerJdbc, IntegrationRows rows) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.rows = rows;
    }

    /** The settings to try out, as {@code direct:aws-connection-check} takes them. */
    public Map<String, Object> settingsToTry(ApiRequest request) {
        var settings = new LinkedHashMap<String, Object>();
        request.body().fields().forEachRemaining(field -> {
            if (field.getValue().isTextual()) {
                settings.put(field.getKey(), field.getValue().textValue());
            }
        });
        return settings;
    }

    /** Stores settings that were tried out, unless AWS refused them or could not be asked. */
    public AwsIntegration store(@Body ConnectionCheck check,
            @ExchangeProperty(ApiAnswer.REQUEST) ApiRequest request) {
        if (check.result() == ConnectionCheck.Result.REFUSED) {
            throw ProblemException.invalid(check.field() == null ? "" : "/" + check.field(), check.reason());
        }
        if (!check.isOk()) {
            throw ProblemException.of(ProblemType.PROVIDER_UNREACHABLE,
                    "AWS could not be asked, nothing was stored: " + check.reason());
        }
        return transactions.forSeller(request.sellerId(), () -> {
            var secret = pick(request.object(), SECRET);
            rows.save(request.sellerId(), AWS, pick(request.object(), SHOWN),
                    secret.isEmpty() ? null : secret, secret.path("access_key_id").asText(null), null, null);
            return AwsIntegration.of(rows.get(AWS));
        });
    }

    /** How AWS is connected. */
    public AwsIntegration get(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> AwsIntegration.of(rows.get(AWS)));
    }

    /** Forgets the connection, unless records still travel through it. */
    public void delete(ApiRequest request) {
        transactions.forSeller(request.sellerId(), () -> {
            rows.get(AWS);
            var needed = sellerJdbc.sql(Sql.of("integration/is-cloud-metered"))
                    .param("cloud", AWS).query(Boolean.class).single();
            if (needed) {
                throw ProblemException.conflict("AWS contracts are still metered, or records still wait to "
                        + "be sent; unmap the contracts and settle the records first.", null);
            }
            rows.delete(AWS);
            return null;
        });
    }

    private static ObjectNode pick(ObjectNode body, List<String> names) {
        var picked = JsonNodeFactory.instance.objectNode();
        names.stream().filter(body::hasNonNull).forEach(name -> picked.set(name, body.get(name)));
        return picked;
    }
}
