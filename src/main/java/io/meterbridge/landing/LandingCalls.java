package io.meterbridge.landing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The first and the last steps of a landing page's route. */
@Component("landingCalls")
public class LandingCalls {

    static final int TOO_MANY = 429;

    private static final Logger LOG = LoggerFactory.getLogger(LandingCalls.class);
    private static final int TOKEN_MAX = 16_000;
    private static final Map<String, String> TOKENS = Map.of("aws", "x-amzn-marketplace-token",
            "azure", "token", "gcp", "x-gcp-marketplace-token");

    private final LandingRate rate;

    LandingCalls(LandingRate rate) {
        this.rate = rate;
    }

    /**
     * Reads the call out of its HTTP request.
     *
     * @throws LandingRefused 400 without a token, 404 when the path names no seller, 429 when too many come
     */
    public LandingCall take(Exchange exchange) {
        var message = exchange.getMessage();
        var cloud = exchange.getFromRouteId().substring("landing-".length());
        var seller = sellerId(message.getHeader("seller_id", String.class));
        var token = message.getHeader(TOKENS.get(cloud), String.class);
        if (token == null || token.isBlank() || token.length() > TOKEN_MAX) {
            throw new LandingRefused(400, "This page is where a cloud marketplace sends its buyers. Please open it from "
                    + "there.", "no token, or one that is too long");
        }
        if (!rate.admits(seller)) {
            throw new LandingRefused(TOO_MANY, "Too many are signing up at the moment. Please reload this page in a "
                    + "minute.", "more than " + LandingRate.PER_MINUTE + " a minute");
        }
        // a browser that left a plus sign as it was meant one
        return new LandingCall(seller, cloud, token.strip().replace(' ', '+'),
                message.getHeader("x-amzn-marketplace-offer-type", String.class));
    }

    private static UUID sellerId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown("no such seller");
        }
    }

    /**
     * Where the buyer will be sent; nothing is asked of a marketplace before that is known, because a token may
     * be good for one question only.
     *
     * @param row of {@code landing/page.sql}, or null
     * @throws LandingRefused 404 when the seller has not connected the marketplace or named no page
     */
    public LandingPage page(@Body Map<String, Object> row) {
        if (row == null) {
            throw unknown("the marketplace is not connected");
        }
        if (row.get("signup_url") == null) {
            throw unknown("no signup_url was stored");
        }
        var audiences = Stream.of(row.get("audience"), row.get("service_names"))
                .filter(each -> each != null).flatMap(each -> each.toString().lines())
                .collect(Collectors.toUnmodifiableSet());
        return new LandingPage((String) row.get("signup_url"), audiences);
    }

    private static LandingRefused unknown(String reason) {
        return new LandingRefused(404, "The seller has no sign-up page here. Please ask the seller.", reason);
    }

    /** Sends the buyer on. */
    public void sendOn(Exchange exchange) {
        answer(exchange, 302, Map.of("Location", exchange.getMessage().getBody(String.class)), null);
    }

    /** The buyer cannot be sent on, and reads why. */
    public void refused(Exchange exchange) {
        // a step that sets a property wraps what its method throws
        var refused = ObjectHelper.getException(LandingRefused.class,
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        LOG.warn("landing: {} refused with {}: {}", exchange.getProperty("landing"), refused.status(),
                refused.getMessage());
        answer(exchange, refused.status(), refused.maySucceedLater() ? Map.of("Retry-After", "60") : Map.of(),
                refused.sentence());
    }

    /** Our trouble, or the connection's. */
    public void failed(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.error("landing: {} failed", exchange.getProperty("landing"), failure);
        answer(exchange, 503, Map.of("Retry-After", "60"),
                "Something does not work at the moment. Please reload this page in a minute.");
    }

    private static void answer(Exchange exchange, int status, Map<String, Object> more, String sentence) {
        var message = exchange.getMessage();
        var headers = new LinkedHashMap<>(more);
        headers.put(Exchange.HTTP_RESPONSE_CODE, status);
        headers.put("Cache-Control", "no-store");
        headers.put("Referrer-Policy", "no-referrer");
        if (sentence != null) {
            headers.put(Exchange.CONTENT_TYPE, "text/html;charset=UTF-8");
            headers.put("Content-Security-Policy", "default-src 'none'");
        }
        message.setHeaders(headers);
        message.setBody(sentence == null ? null : "<!doctype html><html lang=\"en\"><title>Sign-up</title><p>"
                + sentence + "</p></html>");
    }
}
