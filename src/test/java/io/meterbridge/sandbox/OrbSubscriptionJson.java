package io.meterbridge.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Writes subscriptions as {@code GET /v1/subscriptions} and its single form answer them. */
final class OrbSubscriptionJson {

    private OrbSubscriptionJson() {
    }

    static byte[] of(OrbSubscription.View subscription) {
        return OrbJson.bytes(json -> write(json, subscription));
    }

    /** One page of a list; a null cursor means that it is the last. */
    static byte[] page(List<OrbSubscription.View> subscriptions, String nextCursor) {
        return OrbJson.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            for (var subscription : subscriptions) {
                write(json, subscription);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("pagination_metadata");
            json.writeBooleanField("has_more", nextCursor != null);
            json.writeStringField("next_cursor", nextCursor);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, OrbSubscription.View view) throws IOException {
        var cycle = view.cycle();
        json.writeStartObject();
        json.writeStringField("id", view.id());
        json.writeStringField("name", view.id());
        json.writeStringField("status", view.status());
        OrbJson.writeTime(json, "created_at", view.createdAt());
        OrbJson.writeTime(json, "start_date", cycle.start());
        OrbJson.writeTime(json, "end_date", cycle.end());
        writePeriod(json, view.currentPeriod());
        json.writeNumberField("billing_cycle_day", cycle.day());
        json.writeBooleanField("auto_collection", false);
        json.writeNumberField("net_terms", 0);
        OrbJson.writeNulls(json, "active_plan_phase_order", "default_invoice_memo",
                "invoicing_threshold", "redeemed_coupon", "pending_subscription_change");
        OrbJson.writeEmptyArrays(json, "adjustment_intervals", "discount_intervals",
                "minimum_intervals", "maximum_intervals", "fixed_fee_quantity_schedule");
        OrbJson.writeEmptyObject(json, "metadata");
        writeCustomer(json, view);
        writePlan(json, view);
        json.writeArrayFieldStart("price_intervals");
        for (var interval : view.intervals()) {
            write(json, interval, view);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writePeriod(JsonGenerator json, BillingPeriod period) throws IOException {
        OrbJson.writeTime(json, "current_billing_period_start_date",
                period == null ? null : period.start());
        OrbJson.writeTime(json, "current_billing_period_end_date",
                period == null ? null : period.end());
    }

    private static void writeCustomer(JsonGenerator json, OrbSubscription.View view)
            throws IOException {
        json.writeObjectFieldStart("customer");
        json.writeStringField("id", "customer-" + view.id());
        json.writeStringField("external_customer_id", "buyer-" + view.id());
        json.writeStringField("name", "Customer of " + view.id());
        json.writeStringField("email", "billing@buyer.example");
        json.writeStringField("timezone", view.cycle().zone().getId());
        json.writeStringField("currency", view.currency());
        json.writeStringField("balance", "0.00");
        OrbJson.writeEmptyObject(json, "metadata");
        json.writeEndObject();
    }

    private static void writePlan(JsonGenerator json, OrbSubscription.View view)
            throws IOException {
        json.writeObjectFieldStart("plan");
        json.writeStringField("id", "plan-" + view.id());
        json.writeStringField("name", "Pay as you go");
        json.writeStringField("currency", view.currency());
        json.writeStringField("invoicing_currency", view.currency());
        OrbJson.writeEmptyObject(json, "metadata");
        OrbJson.writeNulls(json, "external_plan_id", "minimum", "maximum", "discount");
        json.writeEndObject();
    }

    private static void write(
            JsonGenerator json, PriceInterval interval, OrbSubscription.View view)
            throws IOException {
        var period = interval.contains(view.now()) ? view.currentPeriod() : null;
        json.writeStartObject();
        json.writeStringField("id", "interval-" + interval.price().id());
        OrbJson.writeTime(json, "start_date", interval.start());
        OrbJson.writeTime(json, "end_date", interval.end());
        json.writeNumberField("billing_cycle_day", view.cycle().day());
        writePeriod(json, period);
        OrbJson.writeNulls(json, "filter", "fixed_fee_quantity_transitions",
                "usage_customer_ids", "metric_parameter_overrides");
        json.writeFieldName("price");
        OrbCostsJson.writePrice(json, interval.price());
        json.writeEndObject();
    }
}
