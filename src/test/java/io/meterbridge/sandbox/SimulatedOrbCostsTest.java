package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedOrbCostsTest extends CostsCalls {

    @Test
    void aPlanChangeInMidPeriodSplitsTheCostIntoTwoSeries() {
        var subscription = account.addSubscription("Vq7m").startsAt(at("2026-09-01T00:00:00Z"))
                .price(OrbPrice.usage("calls", "API calls", usd("0.0004")))
                .price(OrbPrice.usage("storage", "Storage GB-days", usd("0.023")))
                .discount("storage", usd("10"))
                .cost("calls", at("2026-10-01T10:00:00Z"), usd("362.05"))
                .cost("storage", at("2026-10-02T10:00:00Z"), usd("56.35"))
                .changePlan(at("2026-10-03T00:00:00Z"),
                        OrbPrice.usage("calls-b", "API calls (tier B)", usd("0.00035")))
                .cost("calls-b", at("2026-10-03T12:00:00Z"), usd("135.87"));

        var data = costs("Vq7m", "2026-10-02T00:00:00Z", "2026-10-04T00:00:00Z");

        assertThat(windows(data)).containsExactly(
                "2026-10-01T00:00:00+00:00 2026-10-03T00:00:00+00:00 418.40 412.765",
                "2026-10-03T00:00:00+00:00 2026-10-04T00:00:00+00:00 135.87 135.87");
        assertThat(data.get(0).get("per_price_costs").get(0).get("quantity").decimalValue())
                .isEqualByComparingTo("905125");
        assertThat(data.get(0).get("per_price_costs").get(1).get("total").asText())
                .isEqualTo("50.715");
        assertThat(subscription.costSoFar(CostBasis.TOTAL)).isEqualByComparingTo("548.635");
        assertThat(subscription.costSoFar(CostBasis.SUBTOTAL)).isEqualByComparingTo("554.27");
    }

    @Test
    void aWindowInsideAPeriodStillCountsFromThePeriodsStart() {
        clock.set(at("2026-06-30T12:00:00Z"));
        account.addSubscription("mid").startsAt(at("2026-04-15T00:00:00Z"))
                .price(OrbPrice.usage("p", "Calls"))
                .cost("p", at("2026-05-20T00:00:00Z"), usd("7"))
                .cost("p", at("2026-06-20T00:00:00Z"), usd("2"));

        var windows = windows(costs("mid", "2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"));

        assertThat(windows).hasSize(30);
        assertThat(windows.get(0))
                .isEqualTo("2026-05-15T00:00:00+00:00 2026-06-02T00:00:00+00:00 7 7");
        assertThat(windows.get(13))
                .isEqualTo("2026-05-15T00:00:00+00:00 2026-06-15T00:00:00+00:00 7 7");
        assertThat(windows.get(14))
                .isEqualTo("2026-06-15T00:00:00+00:00 2026-06-16T00:00:00+00:00 0 0");
        assertThat(windows.get(29))
                .isEqualTo("2026-06-15T00:00:00+00:00 2026-07-01T00:00:00+00:00 2 2");
    }

    @Test
    void daysTurnOverAtTheCustomersMidnightAlsoWhenTheyLastTwentyFiveHours() {
        clock.set(at("2026-11-02T12:00:00Z"));
        account.addSubscription("ny").timezone("America/New_York")
                .startsAt(at("2026-11-01T04:00:00Z"))
                .price(OrbPrice.usage("p", "Calls"))
                .cost("p", at("2026-11-02T04:30:00Z"), usd("3"))
                .cost("p", at("2026-11-02T05:00:00Z"), usd("4"));

        var windows = windows(costs("ny", "2026-11-01T04:00:00Z", "2026-11-03T05:00:00Z"));

        assertThat(windows).containsExactly(
                "2026-11-01T04:00:00+00:00 2026-11-02T05:00:00+00:00 3 3",
                "2026-11-01T04:00:00+00:00 2026-11-03T05:00:00+00:00 7 7");
    }

    @Test
    void anAddOnBeginsASeriesOfItsOwnInsideThePeriod() {
        account.addSubscription("addon").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("p", "Calls"))
                .cost("p", at("2026-10-01T10:00:00Z"), usd("1"))
                .priceFrom(at("2026-10-02T09:00:00Z"), OrbPrice.usage("extra", "Extra"))
                .cost("extra", at("2026-10-02T10:00:00Z"), usd("20"));

        assertThat(windows(costs("addon", "2026-10-02T00:00:00Z", "2026-10-03T00:00:00Z")))
                .containsExactly(
                        "2026-10-01T00:00:00+00:00 2026-10-03T00:00:00+00:00 1 1",
                        "2026-10-02T09:00:00+00:00 2026-10-03T00:00:00+00:00 20 20");
    }

    @Test
    void daysToComeRepeatTheLastValueAndPeriodsToComeAreAbsent() {
        account.addSubscription("future").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("p", "Calls")).minimum(usd("9"))
                .cost("p", at("2026-10-03T00:00:00Z"), usd("11"));

        var windows = windows(costs("future", "2026-10-01T00:00:00Z", "2026-12-01T00:00:00Z"));

        assertThat(windows).hasSize(31);
        assertThat(windows.get(30))
                .isEqualTo("2026-10-01T00:00:00+00:00 2026-11-01T00:00:00+00:00 11 11");
    }

    @Test
    void anEndedSubscriptionAnswersUpToTheMidnightAfterItsEnd() {
        account.addSubscription("ended").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("p", "Calls"))
                .cost("p", at("2026-10-02T15:00:00Z"), usd("4"))
                .endsAt(at("2026-10-02T16:00:00Z"));

        var expected = List.of(
                "2026-10-01T00:00:00+00:00 2026-10-02T00:00:00+00:00 0 0",
                "2026-10-01T00:00:00+00:00 2026-10-03T00:00:00+00:00 4 4");
        assertThat(windows(costs("ended", "2026-10-01T00:00:00Z", "2026-10-04T00:00:00Z")))
                .isEqualTo(expected);
        assertThat(windows(get("/subscriptions/ended/costs").json().get("data")))
                .isEqualTo(expected);
        assertThat(get("/subscriptions/ended").json().get("status").asText()).isEqualTo("ended");
    }

    @Test
    void anUpcomingSubscriptionHasNoCosts() {
        account.addSubscription("soon").startsAt(at("2026-10-05T00:00:00Z"))
                .price(OrbPrice.usage("p", "Calls"));

        assertThat(costs("soon", "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z")).isEmpty();
        assertThat(get("/subscriptions/soon/costs").json().get("data")).isEmpty();
        assertThat(get("/subscriptions/soon").json().get("status").asText())
                .isEqualTo("upcoming");
    }

    @Test
    void anEndedPriceStaysLeavesOrGoesOnAsChosen() {
        var subscription = account.addSubscription("end").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("p", "P"))
                .cost("p", at("2026-10-01T01:00:00Z"), usd("5"))
                .endPrice("p", at("2026-10-02T00:00:00Z"));
        var from = "2026-10-01T00:00:00Z";
        var to = "2026-10-04T00:00:00Z";

        assertThat(costs("end", from, to)).hasSize(1);
        subscription.endedPrices(EndedPrices.STAY_UNTIL_PERIOD_END);
        assertThat(costs("end", from, to)).hasSize(3);
        subscription.priceFrom(at("2026-10-01T00:00:00Z"), OrbPrice.usage("q", "Q"));
        subscription.endedPrices(EndedPrices.LEAVE);
        assertThat(costs("end", from, to).get(2).get("per_price_costs")).hasSize(1);
        subscription.endedPrices(EndedPrices.STAY_WITH_THEIR_SERIES);
        assertThat(costs("end", from, to).get(2).get("per_price_costs")).hasSize(2);
    }
}
