package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedOrbRulesTest {

    private static final String WINDOW =
            "timeframe_start=2026-10-01T00:00:00Z&timeframe_end=2026-10-02T00:00:00Z";

    private final SandboxClock clock =
            SandboxClock.frozenAt(Instant.parse("2026-10-03T18:00:00Z"));
    private SimulatedOrb orb;
    private OrbAccount account;

    @BeforeEach
    void start() {
        orb = SimulatedOrb.start(clock);
        account = orb.addAccount("live-key", OrbMode.LIVE);
        account.addSubscription("sub").price(OrbPrice.usage("p", "Calls"));
    }

    @AfterEach
    void stop() {
        orb.close();
    }

    @Test
    void aPingWithAValidKeyIsAnswered() {
        assertThat(get("live-key", "/ping").json().get("response").asText()).isEqualTo("pong");
    }

    @Test
    void anUnknownMissingOrRevokedKeyIsAnswered401() {
        orb.addKey("second-key", account);
        assertThat(get("second-key", "/ping").status()).isEqualTo(200);
        orb.revokeKey("second-key");

        assertThat(problem(get("second-key", "/ping"))).isEqualTo("401-authentication-error");
        assertThat(problem(get("nobody", "/ping"))).isEqualTo("401-authentication-error");
        assertThat(problem(SandboxClient.get(orb.baseUrl() + "/ping")))
                .isEqualTo("401-authentication-error");
    }

    @Test
    void anotherAccountsSubscriptionIsAnswered404() {
        orb.addAccount("other-key", OrbMode.TEST);

        assertThat(get("live-key", "/subscriptions/sub").status()).isEqualTo(200);
        assertThat(problem(get("other-key", "/subscriptions/sub")))
                .isEqualTo("404-resource-not-found");
        assertThat(problem(get("other-key", "/subscriptions/sub/costs?" + WINDOW)))
                .isEqualTo("404-resource-not-found");
        assertThat(problem(get("live-key", "/invoices"))).isEqualTo("404-url-not-found");
    }

    @Test
    void aSubscriptionSaysWhatMeteringReads() {
        account.addSubscription("ny").timezone("America/New_York").currency("EUR")
                .startsAt(Instant.parse("2026-08-15T04:00:00Z"))
                .price(OrbPrice.usage("q", "Q").in("EUR"));

        var json = get("live-key", "/subscriptions/ny").json();

        assertThat(json.get("status").asText()).isEqualTo("active");
        assertThat(json.at("/customer/timezone").asText()).isEqualTo("America/New_York");
        assertThat(json.get("start_date").asText()).isEqualTo("2026-08-15T04:00:00+00:00");
        assertThat(json.get("end_date").isNull()).isTrue();
        assertThat(json.get("billing_cycle_day").asInt()).isEqualTo(15);
        assertThat(json.get("current_billing_period_start_date").asText())
                .isEqualTo("2026-09-15T04:00:00+00:00");
        assertThat(json.get("current_billing_period_end_date").asText())
                .isEqualTo("2026-10-15T04:00:00+00:00");
        assertThat(json.at("/price_intervals/0/price/currency").asText()).isEqualTo("EUR");
        assertThat(json.at("/plan/currency").asText()).isEqualTo("EUR");
    }

    @Test
    void theListIsPagedNewestFirstAndFilteredByStatus() {
        IntStream.range(0, 44).forEach(i -> account.addSubscription("sub-" + i));
        account.addSubscription("later").startsAt(Instant.parse("2027-01-01T00:00:00Z"));

        var ids = new ArrayList<String>();
        var cursor = "";
        var pages = 0;
        do {
            var page = get("live-key", "/subscriptions?limit=20" + cursor).json();
            page.get("data").forEach(one -> ids.add(one.get("id").asText()));
            var next = page.at("/pagination_metadata/next_cursor");
            assertThat(page.at("/pagination_metadata/has_more").asBoolean())
                    .isEqualTo(!next.isNull());
            cursor = next.isNull() ? null : "&cursor=" + next.asText();
            pages++;
        } while (cursor != null);

        assertThat(pages).isEqualTo(3);
        assertThat(ids).hasSize(46).doesNotHaveDuplicates().startsWith("later", "sub-43")
                .endsWith("sub");
        var upcoming = get("live-key", "/subscriptions?status=upcoming").json().get("data");
        assertThat(upcoming.findValuesAsText("id")).contains("later");
        assertThat(upcoming).hasSize(1);
        assertThat(problem(get("live-key", "/subscriptions?limit=101")))
                .isEqualTo("400-request-validation-errors");
    }

    @Test
    void costsRequestsBeyondTheAccountsRateLimitAreAnswered429() {
        orb.addAccount("test-key", OrbMode.TEST).addSubscription("slow")
                .price(OrbPrice.usage("p", "Calls"));

        var statuses = IntStream.range(0, 12)
                .mapToObj(i -> get("test-key", "/subscriptions/slow/costs?" + WINDOW).status())
                .toList();

        assertThat(statuses.subList(0, 5)).containsOnly(200);
        assertThat(statuses.subList(5, 12)).contains(429);
        assertThat(get("live-key", "/subscriptions/sub/costs?" + WINDOW).status()).isEqualTo(200);
    }

    @Test
    void theRateLimitOfAnAccountIsSharedByItsKeysAndCanBeChanged() {
        account.analyticsPerSecond(1);
        orb.addKey("second-key", account);

        var first = get("live-key", "/subscriptions/sub/costs?" + WINDOW);
        var second = get("second-key", "/subscriptions/sub/costs?" + WINDOW);
        account.withoutRateLimits();

        assertThat(first.status()).isEqualTo(200);
        assertThat(problem(second)).isEqualTo("429-too-many-requests");
        assertThat(account.refusedByRateLimit()).isEqualTo(1);
        assertThat(get("live-key", "/subscriptions/sub/costs?" + WINDOW).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "timeframe_start=2026-10-01T00:00:00Z",
        "timeframe_start=2026-10-01T00:30:00Z&timeframe_end=2026-10-02T00:00:00Z",
        "timeframe_start=2026-10-01T00:00:00+00:00&timeframe_end=2026-10-02T00:00:00Z",
        "timeframe_start=2026-10-02T00:00:00Z&timeframe_end=2026-10-02T00:00:00Z",
        "view_mode=periodic&timeframe_start=2026-10-01T00:00:00Z"
            + "&timeframe_end=2026-10-02T00:00:00Z"})
    void windowsThatAreNotDocumentedAreRefused(String query) {
        assertThat(problem(get("live-key", "/subscriptions/sub/costs?" + query)))
                .isEqualTo("400-request-validation-errors");
    }

    @Test
    void requestsAreRememberedWithoutTheKey() {
        get("live-key", "/subscriptions/sub/costs?" + WINDOW + "&currency=USD");

        assertThat(orb.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/v1/subscriptions/sub/costs");
            assertThat(request.parameter("currency")).isEqualTo("USD");
            assertThat(request.parameter("group_by")).isNull();
            assertThat(request.at()).isEqualTo(clock.instant());
            assertThat(request.headers()).doesNotContainKey("authorization");
            assertThat(request.toString()).doesNotContain("live-key");
        });
        assertThat(orb.requestCount()).isEqualTo(1);
    }

    @Test
    void scriptedProblemsHaveOrbsShape() {
        orb.costsFaults().next(1).throttle();
        orb.costsFaults().next(1).serverError();
        orb.subscriptionFaults().next(1).to("sub").answer(413, Map.of(), "{}");

        var throttled = get("live-key", "/subscriptions/sub/costs?" + WINDOW);
        var broken = get("live-key", "/subscriptions/sub/costs?" + WINDOW);

        assertThat(problem(throttled)).isEqualTo("429-too-many-requests");
        assertThat(throttled.json().get("status").asInt()).isEqualTo(429);
        assertThat(broken.headers().firstValue("Transient-Error")).hasValue("true");
        assertThat(get("live-key", "/subscriptions/sub").status()).isEqualTo(413);
        assertThat(List.of(orb.costsFaults().fired(FaultKind.THROTTLE),
                orb.costsFaults().fired(FaultKind.SERVER_ERROR),
                orb.subscriptionFaults().fired(FaultKind.ANSWER))).containsOnly(1L);
    }

    @Test
    void peopleCanReadWhatEverySubscriptionHasCost() {
        orb.addKey("second-key", account);
        account.subscription("sub").cost("p", clock.instant(), new BigDecimal("1.25"));
        clock.advance(Duration.ofSeconds(1));

        var page = SandboxClient.get("http://127.0.0.1:" + orb.port() + "/_sandbox/costs").json();

        assertThat(page.at("/sub/total").asText()).isEqualTo("1.25");
        assertThat(orb.costSoFar("sub", CostBasis.TOTAL)).isEqualByComparingTo("1.25");
        assertThat(orb.requests()).isEmpty();
    }

    private SandboxClient.Reply get(String key, String path) {
        return SandboxClient.get(orb.baseUrl() + path, "Authorization", "Bearer " + key);
    }

    private static String problem(SandboxClient.Reply reply) {
        var json = reply.json();
        assertThat(json.get("status").asInt()).isEqualTo(reply.status());
        var type = json.get("type").asText();
        return type.substring(type.indexOf('#') + 1);
    }
}
