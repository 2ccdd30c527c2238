package io.meterbridge.api.integrations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.api.web.ApiAnswer;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.marketplace.ConnectionCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code /api/integrations/{cloud}}: one of these for each marketplace. */
public final class MarketplaceConnections {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final IntegrationRows rows;
    private final MarketplaceFields fields;
    private final SuppliedUrls urls;

    MarketplaceConnections(SellerTransactions transactions, JdbcClient sellerJdbc, IntegrationRows rows,
            MarketplaceFields fields, SuppliedUrls urls) {
        this.urls = urls;
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.rows = rows;
        this.fields = fields;
    }

    /**
     * The settings to try out, as the cloud's route for it takes them; a setting that is an object
     * becomes its JSON text.
     *
     * @throws ProblemException 422 when one of them is an address that must not be called
     */
    public Map<String, Object> settingsToTry(ApiRequest request) {
        urls.check(request.body());
        var settings = new LinkedHashMap<String, Object>();
        request.body().fields().forEachRemaining(field -> {
            if (field.getValue().isTextual()) {
                settings.put(field.getKey(), field.getValue().textValue());
            } else if (field.getValue().isObject()) {
                settings.put(field.getKey(), field.getValue().toString());
            }
        });
        return settings;
    }

    /** Stores settings that were tried out, unless they were refused or nobody could be asked. */
    public Object store(@Body ConnectionCheck check,
            @ExchangeProperty(ApiAnswer.REQUEST) ApiRequest request) {
        refuse(check);
        return transactions.forSeller(request.sellerId(), () -> {
            var secret = pick(request.object(), fields.secret());
            rows.save(request.sellerId(), fields.cloud(), pick(request.object(), fields.shown()),
                    secret.isEmpty() ? null : secret, secret.at("/" + fields.hintOf()).asText(null), null, null);
            return shown();
        });
    }

    /** What is stored, as the cloud's route that tries it takes it. */
    public Map<String, Object> storedSettings(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> rows.open(fields.cloud()));
    }

    /** Notes that stored settings work, unless they were refused or nobody could be asked. */
    public Object works(@Body ConnectionCheck check,
            @ExchangeProperty(ApiAnswer.REQUEST) ApiRequest request) {
        refuse(check);
        return transactions.forSeller(request.sellerId(), () -> {
            rows.works(fields.cloud());
            return shown();
        });
    }

    /** How the marketplace is connected. */
    public Object get(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), this::shown);
    }

    /** Forgets the connection, unless records still travel through it. */
    public void delete(ApiRequest request) {
        transactions.forSeller(request.sellerId(), () -> {
            rows.get(fields.cloud());
            var needed = sellerJdbc.sql(Sql.of("integration/is-cloud-metered"))
                    .param("cloud", fields.cloud()).query(Boolean.class).single();
            if (needed) {
                throw ProblemException.conflict(fields.name() + " contracts are still metered, or records still "
                        + "wait to be sent; unmap the contracts and settle the records first.", null);
            }
            rows.delete(fields.cloud());
            return null;
        });
    }

    private void refuse(ConnectionCheck check) {
        if (check.result() == ConnectionCheck.Result.REFUSED) {
            throw ProblemException.invalid(check.field() == null ? "" : "/" + check.field(), check.reason());
        }
        if (!check.isOk()) {
            throw ProblemException.of(ProblemType.PROVIDER_UNREACHABLE,
                    fields.name() + " could not be asked, nothing was stored: " + check.reason());
        }
    }

    private Object shown() {
        return fields.view().apply(rows.get(fields.cloud()));
    }

    private static ObjectNode pick(ObjectNode body, List<String> names) {
        var picked = JsonNodeFactory.instance.objectNode();
        for (var name : names) {
            var value = body.at("/" + name);
            if (!value.isMissingNode() && !value.isNull()) {
                picked.set(name.substring(name.lastIndexOf('/') + 1), value);
            }
        }
        return picked;
    }
}
