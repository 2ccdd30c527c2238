package io.meterbridge.orb;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meterbridge.cost.CostBucket;
import io.meterbridge.cost.CostReply;
import io.meterbridge.cost.PriceCost;
import io.meterbridge.orb.OrbFailure.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Reads Orb's answers: figures exactly as decimals, anything unexpected as a failure, never as zero. */
@Component("orbAnswers")
public class OrbAnswers {

    /** No answer keeps a seller waiting longer than this; the hour would be over. */
    private static final long WAIT_MAX_SECONDS = 900;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** The answer to a costs request: a {@link CostReply} or an {@link OrbFailure}. */
    public Object costs(
            @Body byte[] body,
            @Header("CamelHttpResponseCode") int status,
            @Header("Retry-After") String retryAfter,
            @ExchangeProperty("question") CostQuestion question,
            @ExchangeProperty("askedAt") Instant askedAt) {
        if (status != 200) {
            return failure(status, body, retryAfter, askedAt);
        }
        try {
            var data = READER.readTree(body).path("data");
            if (!data.isArray()) {
                return OrbFailure.of(Kind.TRANSIENT, "the answer has no data");
            }
            var buckets = new ArrayList<CostBucket>();
            for (var bucket : data) {
                buckets.add(bucket(bucket));
            }
            var window = question.window();
            return new CostReply(askedAt, window.from(), window.to(), buckets);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return OrbFailure.of(Kind.TRANSIENT, "the answer is unreadable: " + e.getMessage());
        }
    }

    /** The answer to a subscription request: an {@link OrbSubscription} or an {@link OrbFailure}. */
    public Object subscription(
            @Body byte[] body,
            @Header("CamelHttpResponseCode") int status,
            @Header("Retry-After") String retryAfter,
            @ExchangeProperty("askedAt") Instant askedAt) {
        if (status != 200) {
            return failure(status, body, retryAfter, askedAt);
        }
        try {
            var node = READER.readTree(body);
            return new OrbSubscription(
                    required(node, "id"),
                    ZoneId.of(required(node.path("customer"), "timezone")),
                    instant(required(node, "start_date")),
                    optionalInstant(node, "end_date"),
                    optionalInstant(node, "current_billing_period_start_date"),
                    optionalInstant(node, "current_billing_period_end_date"),
                    currency(node));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return OrbFailure.of(Kind.TRANSIENT, "the answer is unreadable: " + e.getMessage());
        }
    }

    /** A call that came to nothing: the connection, a timeout, or something unforeseen. */
    public OrbFailure none(Exception failure) {
        return OrbFailure.of(Kind.TRANSIENT, failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }

    private static OrbFailure failure(int status, byte[] body, String retryAfter, Instant askedAt) {
        var kind = switch (status) {
            case 429 -> Kind.THROTTLED;
            case 401, 403 -> Kind.CREDENTIALS;
            case 404 -> Kind.UNKNOWN_SUBSCRIPTION;
            case 413 -> Kind.TOO_LARGE;
            default -> status >= 400 && status < 500 && status != 408 && status != 409
                    ? Kind.REFUSED
                    : Kind.TRANSIENT;
        };
        return new OrbFailure(kind, "HTTP " + status + title(body), wait(retryAfter, askedAt));
    }

    /** Orb's problem title; the body is theirs, so only its short title is kept. */
    private static String title(byte[] body) {
        try {
            var title = body == null || body.length == 0 ? "" : READER.readTree(body).path("title").asText("");
            return title.isEmpty() ? "" : ": " + title.substring(0, Math.min(title.length(), 200));
        } catch (IOException e) {
            return ", not a problem document";
        }
    }

    /** Retry-After in seconds or as an HTTP date; one that makes no sense is as good as none. */
    static Duration wait(String retryAfter, Instant askedAt) {
        if (retryAfter == null || retryAfter.isBlank()) {
            return null;
        }
        if (retryAfter.strip().matches("\\d{1,6}")) {
            return Duration.ofSeconds(Math.min(Long.parseLong(retryAfter.strip()), WAIT_MAX_SECONDS));
        }
        try {
            var until = ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            var wait = until.isAfter(askedAt) ? Duration.between(askedAt, until) : Duration.ZERO;
            return wait.toSeconds() > WAIT_MAX_SECONDS ? Duration.ofSeconds(WAIT_MAX_SECONDS) : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static CostBucket bucket(JsonNode node) {
        var prices = new ArrayList<PriceCost>();
        for (var row : node.path("per_price_costs")) {
            prices.add(price(row));
        }
        return new CostBucket(
                instant(required(node, "timeframe_start")),
                instant(required(node, "timeframe_end")),
                money(node, "subtotal"),
                money(node, "total"),
                prices);
    }

    private static PriceCost price(JsonNode row) {
        var price = row.path("price");
        var id = Optional.ofNullable(optional(row, "price_id")).orElseGet(() -> required(price, "id"));
        return new PriceCost(
                id,
                isUsagePrice(optional(price, "price_type")),
                optional(price, "currency"),
                money(row, "subtotal"),
                money(row, "total"));
    }

    /** A price that does not say what it is counts as usage: that is what Orb's prices were at first. */
    private static boolean isUsagePrice(String priceType) {
        return priceType == null || "usage_price".equals(priceType);
    }

    /** Money is a decimal string; a JSON number is read as exactly the digits it shows. */
    private static BigDecimal money(JsonNode node, String field) {
        var value = node.path(field);
        if (value.isTextual() || value.isNumber()) {
            return new BigDecimal(value.asText());
        }
        throw new IllegalArgumentException(field + " is missing");
    }

    private static String currency(JsonNode subscription) {
        var customer = optional(subscription.path("customer"), "currency");
        return customer != null ? customer : optional(subscription.path("plan"), "currency");
    }

    private static String required(JsonNode node, String field) {
        var value = optional(node, field);
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private static String optional(JsonNode node, String field) {
        var value = node.path(field);
        return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }

    private static Instant optionalInstant(JsonNode node, String field) {
        var value = optional(node, field);
        return value == null ? null : instant(value);
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
