package io.meterbridge.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * Orb without its rules: two prices, one bucket for every day of the window, each with the running total as of now.
 * The price objects are as long as Orb's.
 */
final class FakeOrb implements LoopbackServer.Handler {

    private static final Pattern COSTS = Pattern.compile("/v1/subscriptions/sub-([0-9]+)/costs"
            + "\\?timeframe_start=([^&]+)&timeframe_end=([^&]+)&view_mode=cumulative");
    private static final byte[] PONG = "{\"response\":\"pong\"}".getBytes(UTF_8);
    private static final String PRICE = """
            {"id":"%1$s","name":"%1$s","price_type":"usage_price","model_type":"unit","unit_config":\
            {"unit_amount":"0.0001","prorated":false},"billing_mode":"in_arrear","cadence":"monthly",\
            "currency":"USD","created_at":"2026-01-05T08:00:00+00:00","item":{"id":"item-%1$s","name":"%1$s"},\
            "billing_cycle_configuration":{"duration":1,"duration_unit":"month"},"external_price_id":null,\
            "replaces_price_id":null,"billable_metric":null,"invoicing_cycle_configuration":null,\
            "conversion_rate":null,"conversion_rate_config":null,"fixed_price_quantity":null,\
            "plan_phase_order":null,"credit_allocation":null,"composite_price_filters":null,\
            "dimensional_price_configuration":null,"discount":null,"minimum":null,"minimum_amount":null,\
            "maximum":null,"maximum_amount":null,"metadata":{}}""";
    private static final String CALLS = PRICE.formatted("api-calls");
    private static final String STORAGE = PRICE.formatted("storage");

    private final Instant start;
    private final IntSupplier hours;

    /**
     * An Orb.
     *
     * @param start of every subscription and billing period, a UTC midnight
     * @param hours how many hours' worth its costs show
     */
    FakeOrb(Instant start, IntSupplier hours) {
        this.start = start;
        this.hours = hours;
    }

    @Override
    public byte[] answer(String method, String target, byte[] body) {
        if (target.equals("/v1/ping")) {
            return PONG;
        }
        var call = COSTS.matcher(target);
        if (!call.matches()) {
            return null;
        }
        return costs(Integer.parseInt(call.group(1)), instant(call.group(2)), instant(call.group(3)))
                .getBytes(UTF_8);
    }

    private static Instant instant(String encoded) {
        return Instant.parse(URLDecoder.decode(encoded, UTF_8));
    }

    private String costs(int account, Instant from, Instant to) {
        long micros = Workload.costMicros(account, hours.getAsInt());
        var calls = decimal(micros * 3 / 5);
        var storage = decimal(micros - micros * 3 / 5);
        var total = decimal(micros);
        var json = new StringBuilder(4096).append("{\"data\":[");
        for (var day = from.isBefore(start) ? start : from; day.isBefore(to); day = day.plus(Duration.ofDays(1))) {
            json.append(json.length() > 9 ? "," : "").append("{\"timeframe_start\":\"").append(start)
                    .append("\",\"timeframe_end\":\"").append(day.plus(Duration.ofDays(1)))
                    .append("\",\"subtotal\":\"").append(total).append("\",\"total\":\"").append(total)
                    .append("\",\"per_price_costs\":[");
            row(json, "api-calls", calls, CALLS);
            json.append(',');
            row(json, "storage", storage, STORAGE);
            json.append("]}");
        }
        return json.append("]}").toString();
    }

    private static void row(StringBuilder json, String id, String amount, String price) {
        json.append("{\"price_id\":\"").append(id).append("\",\"quantity\":").append(amount)
                .append(",\"subtotal\":\"").append(amount).append("\",\"total\":\"").append(amount)
                .append("\",\"price\":").append(price).append('}');
    }

    private static String decimal(long micros) {
        return BigDecimal.valueOf(micros, 6).toPlainString();
    }
}
