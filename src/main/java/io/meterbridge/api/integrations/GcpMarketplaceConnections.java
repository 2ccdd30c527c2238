package io.meterbridge.api.integrations;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.api.web.ApiAnswer;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.gcp.GcpConnectionCheck;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code /api/integrations/gcp}. */
public final class GcpMarketplaceConnections {

    private static final String GCP = "gcp";
    private static final String KEY_FILE = "service_account_json";
    private static final List<String> SHOWN = List.of("provider_id", "pubsub_subscription", "signup_url");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() { };

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final IntegrationRows rows;

    GcpMarketplaceConnections(SellerTransactions transactions, JdbcClient sellerJdbc, IntegrationRows rows) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.rows = rows;
    }

    /** The settings to try out, as {@code direct:gcp-connection-check} takes them. */
    public Map<String, Object> settingsToTry(ApiRequest request) {
        return JSON.convertValue(request.body(), FIELDS);
    }

    /** Stores settings that were tried out, unless Google refused them or could not be asked. */
    public GcpIntegration store(@Body GcpConnectionCheck check,
            @ExchangeProperty(ApiAnswer.REQUEST) ApiRequest request) {
        if (check.result() == GcpConnectionCheck.Result.REFUSED) {
            throw ProblemException.invalid(check.field() == null ? "" : "/" + check.field(), check.reason());
        }
        if (!check.isOk()) {
            throw ProblemException.of(ProblemType.PROVIDER_UNREACHABLE,
                    "Google Cloud could not be asked, nothing was stored: " + check.reason());
        }
        return transactions.forSeller(request.sellerId(), () -> {
            var body = request.object();
            var secret = JsonNodeFactory.instance.objectNode();
            secret.set(KEY_FILE, body.get(KEY_FILE));
            rows.save(request.sellerId(), GCP, shown(body), secret,
                    body.path(KEY_FILE).path("private_key_id").asText(null), null, null);
            return GcpIntegration.of(rows.get(GCP));
        });
    }

    /** How Google Cloud is connected. */
    public GcpIntegration get(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> GcpIntegration.of(rows.get(GCP)));
    }

    /** Forgets the connection, unless records still travel through it. */
    public void delete(ApiRequest request) {
        transactions.forSeller(request.sellerId(), () -> {
            rows.get(GCP);
            var needed = sellerJdbc.sql(Sql.of("integration/is-cloud-metered"))
                    .param("cloud", GCP).query(Boolean.class).single();
            if (needed) {
                throw ProblemException.conflict("Google Cloud contracts are still metered, or records still "
                        + "wait to be sent; unmap the contracts and settle the records first.", null);
            }
            rows.delete(GCP);
            return null;
        });
    }

    /** Of the key file only who it belongs to. */
    private static ObjectNode shown(ObjectNode body) {
        var shown = JsonNodeFactory.instance.objectNode();
        SHOWN.stream().filter(body::hasNonNull).forEach(name -> shown.set(name, body.get(name)));
        shown.put("client_email", body.path(KEY_FILE).path("client_email").asText());
        shown.put("approval_mode", body.path("approval_mode").asText("observe"));
        return shown;
    }
}
