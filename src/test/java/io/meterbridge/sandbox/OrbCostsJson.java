package io.meterbridge.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the answer of {@code GET /v1/subscriptions/{id}/costs}. */
final class OrbCostsJson {

    private static final Map<OrbPrice, String> WRITTEN_PRICES = new ConcurrentHashMap<>();

    private OrbCostsJson() {
    }

    static byte[] of(List<CostBucket> buckets) {
        return OrbJson.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            for (var bucket : buckets) {
                write(json, bucket);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** What every subscription has cost so far, for people. */
    static byte[] truth(Collection<OrbAccount> accounts) {
        return OrbJson.bytes(json -> {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            for (var account : Set.copyOf(accounts)) {
                for (var subscription : account.newestFirst()) {
                    json.writeObjectFieldStart(subscription.id());
                    for (var basis : CostBasis.values()) {
                        json.writeStringField(basis.name().toLowerCase(Locale.ROOT),
                                OrbJson.money(subscription.costSoFar(basis)));
                    }
                    json.writeEndObject();
                }
            }
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, CostBucket bucket) throws IOException {
        json.writeStartObject();
        OrbJson.writeTime(json, "timeframe_start", bucket.start());
        OrbJson.writeTime(json, "timeframe_end", bucket.end());
        json.writeStringField("subtotal", OrbJson.money(bucket.on(CostBasis.SUBTOTAL)));
        json.writeStringField("total", OrbJson.money(bucket.on(CostBasis.TOTAL)));
        json.writeArrayFieldStart("per_price_costs");
        for (var row : bucket.rows()) {
            write(json, row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, CostRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("price_id", row.price().id());
        json.writeNumberField("quantity", quantity(row));
        json.writeStringField("subtotal", OrbJson.money(row.subtotal()));
        json.writeStringField("total", OrbJson.money(row.total()));
        json.writeFieldName("price");
        json.writeRawValue(WRITTEN_PRICES.computeIfAbsent(row.price(), OrbCostsJson::price));
        json.writeEndObject();
    }

    private static BigDecimal quantity(CostRow row) {
        if (row.price().fixed()) {
            return BigDecimal.ONE;
        }
        var exact = row.subtotal().divide(row.price().amount(), MathContext.DECIMAL64);
        return new BigDecimal(exact.stripTrailingZeros().toPlainString());
    }

    private static String price(OrbPrice price) {
        var bytes = OrbJson.bytes(json -> writePrice(json, price));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writePrice(JsonGenerator json, OrbPrice price) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", price.id());
        json.writeStringField("name", price.name());
        json.writeStringField("price_type", price.type());
        json.writeStringField("model_type", "unit");
        json.writeObjectFieldStart("unit_config");
        json.writeStringField("unit_amount", price.amount().toPlainString());
        json.writeBooleanField("prorated", price.fixed());
        json.writeEndObject();
        json.writeStringField("billing_mode", price.fixed() ? "in_advance" : "in_arrear");
        json.writeStringField("cadence", "monthly");
        json.writeStringField("currency", price.currency());
        json.writeStringField("created_at", "2026-01-05T08:00:00+00:00");
        json.writeObjectFieldStart("item");
        json.writeStringField("id", "item-" + price.id());
        json.writeStringField("name", price.name());
        json.writeEndObject();
        json.writeObjectFieldStart("billing_cycle_configuration");
        json.writeNumberField("duration", 1);
        json.writeStringField("duration_unit", "month");
        json.writeEndObject();
        OrbJson.writeNulls(json, "external_price_id", "replaces_price_id", "billable_metric",
                "invoicing_cycle_configuration", "conversion_rate", "conversion_rate_config",
                "fixed_price_quantity", "plan_phase_order", "credit_allocation",
                "composite_price_filters", "dimensional_price_configuration", "discount",
                "minimum", "minimum_amount", "maximum", "maximum_amount");
        OrbJson.writeEmptyObject(json, "metadata");
        json.writeEndObject();
    }
}
