package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatedOrbAmountsTest extends CostsCalls {

    @Test
    void aMinimumIsCompleteFromTheFirstDayAndSpreadOverThePrices() {
        var subscription = account.addSubscription("min").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("a", "A")).price(OrbPrice.usage("b", "B"))
                .price(OrbPrice.usage("c", "C")).minimum(usd("50.00"))
                .cost("a", at("2026-10-01T10:00:00Z"), usd("22.50"));

        var first = costs("min", "2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z").get(0);
        subscription.cost("b", at("2026-10-02T10:00:00Z"), usd("47.50"));

        assertThat(first.get("subtotal").asText()).isEqualTo("22.50");
        assertThat(new BigDecimal(first.get("total").asText())).isEqualByComparingTo("50");
        assertThat(sumOfRows(first, "total")).isEqualByComparingTo("50");
        assertThat(first.get("per_price_costs").get(2).get("total").asText())
                .isEqualTo("9.1666666668");
        assertThat(subscription.costSoFar(CostBasis.TOTAL)).isEqualByComparingTo("70");
    }

    @Test
    void aPlanChangeProratesTheMinimumByDays() {
        account.addSubscription("prorated").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("old", "Old")).minimum(usd("62.00"))
                .changePlan(at("2026-10-02T00:00:00Z"), OrbPrice.usage("new", "New"))
                .minimum(usd("31.00"));

        assertThat(windows(costs("prorated", "2026-10-01T00:00:00Z", "2026-10-04T00:00:00Z")))
                .containsExactly(
                        "2026-10-01T00:00:00+00:00 2026-10-02T00:00:00+00:00 0 2.00",
                        "2026-10-02T00:00:00+00:00 2026-10-03T00:00:00+00:00 0 30.00",
                        "2026-10-02T00:00:00+00:00 2026-10-04T00:00:00+00:00 0 30.00");
    }

    @Test
    void aFixedFeeIsCompleteFromTheFirstDayAndIsNoUsage() {
        var subscription = account.addSubscription("fee").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.fixedFee("fee", "Platform fee", usd("270.00")))
                .price(OrbPrice.usage("p", "Calls"))
                .cost("p", at("2026-10-02T00:00:00Z"), usd("1.5"));

        assertThat(windows(costs("fee", "2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z")))
                .containsExactly(
                        "2026-10-01T00:00:00+00:00 2026-10-02T00:00:00+00:00 270.00 270.00");
        assertThat(subscription.costSoFar(CostBasis.TOTAL)).isEqualByComparingTo("271.5");
        assertThat(subscription.costSoFar(CostBasis.USAGE)).isEqualByComparingTo("1.5");
    }

    @Test
    void aLateEventRaisesAPeriodThatIsOver() {
        clock.set(at("2026-11-01T02:00:00Z"));
        var subscription = account.addSubscription("late").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("p", "Calls"))
                .cost("p", at("2026-10-05T00:00:00Z"), usd("10"))
                .lateCost("p", at("2026-10-31T23:00:00Z"), at("2026-11-01T08:00:00Z"), usd("5"));

        var before = lastTotal("late", "2026-10-31T00:00:00Z", "2026-11-01T00:00:00Z");
        clock.set(at("2026-11-01T08:00:00Z"));
        var after = lastTotal("late", "2026-10-31T00:00:00Z", "2026-11-01T00:00:00Z");

        assertThat(before).isEqualByComparingTo("10");
        assertThat(after).isEqualByComparingTo("15");
        assertThat(subscription.costSoFar(CostBasis.TOTAL)).isEqualByComparingTo("15");
    }

    @Test
    void aCorrectionLetsTheCostFallBelowZero() {
        var subscription = account.addSubscription("down").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("p", "Calls"))
                .cost("p", at("2026-10-01T00:00:00Z"), usd("2.5"))
                .correct("p", at("2026-10-01T00:00:00Z"), usd("-3.25"));

        assertThat(lastTotal("down", "2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z"))
                .isEqualByComparingTo("-0.75");
        assertThat(subscription.costSoFar(CostBasis.TOTAL)).isEqualByComparingTo("-0.75");
    }

    @Test
    void aPriceInAnotherCurrencySaysSo() {
        account.addSubscription("mixed").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("p", "Calls").in("EUR"));

        var bucket = costs("mixed", "2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z").get(0);

        assertThat(bucket.at("/per_price_costs/0/price/currency").asText()).isEqualTo("EUR");
    }

    @Test
    void livingCostGrowsWithTheClockTheSameWayForTheSameSeed() {
        var one = account.addSubscription("one").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("p", "Calls")).grows("p", usd("3.60"), 7);
        var other = account.addSubscription("other").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("p", "Calls")).grows("p", usd("3.60"), 7);

        clock.advance(Duration.ofSeconds(1));
        var second = one.costSoFar(CostBasis.TOTAL);
        clock.advance(Duration.ofHours(100));
        var days = one.costSoFar(CostBasis.TOTAL);

        assertThat(second).isBetween(usd("0.0005"), usd("0.0015"));
        assertThat(days).isBetween(usd("300"), usd("420"))
                .isEqualByComparingTo(other.costSoFar(CostBasis.TOTAL));
        assertThat(lastTotal("one", "2026-10-07T00:00:00Z", "2026-10-08T00:00:00Z"))
                .isEqualByComparingTo(days);
    }

    @Test
    void answersCanBeShuffledEmptiedAndRobbedOfAPrice() {
        var subscription = account.addSubscription("bent").startsAt(at("2026-10-01T00:00:00Z"))
                .price(OrbPrice.usage("p", "P")).price(OrbPrice.usage("q", "Q"))
                .cost("p", at("2026-10-01T01:00:00Z"), usd("1"))
                .cost("q", at("2026-10-01T01:00:00Z"), usd("2"));
        var straight = windows(costs("bent", "2026-10-01T00:00:00Z", "2026-10-30T00:00:00Z"));

        subscription.shuffle(3);
        var shuffled = windows(costs("bent", "2026-10-01T00:00:00Z", "2026-10-30T00:00:00Z"));
        subscription.dropSeries("q");
        var robbed = lastTotal("bent", "2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z");
        subscription.restoreSeries("q").answersEmpty(true);
        var empty = costs("bent", "2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z");

        assertThat(shuffled).isNotEqualTo(straight).containsExactlyInAnyOrderElementsOf(straight);
        assertThat(robbed).isEqualByComparingTo("1");
        assertThat(empty).isEmpty();
        assertThat(subscription.costSoFar(CostBasis.TOTAL)).isEqualByComparingTo("3");
    }
}
