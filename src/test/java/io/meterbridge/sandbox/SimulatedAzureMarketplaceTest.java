package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedAzureMarketplaceTest extends AzureCalls {

    @Test
    void acceptedUsageIsEchoedBookedAndValued() {
        var answer = meter(event(HOUR, "12"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("count").asInt()).isEqualTo(1);
        assertThat(statusOf(answer)).isEqualTo("Accepted");
        assertThat(resultOf(answer).get("usageEventId").asText()).isNotEmpty();
        assertThat(resultOf(answer).get("quantity").asInt()).isEqualTo(12);
        assertThat(resultOf(answer).get("effectiveStartTime").asText()).isEqualTo(HOUR.toString());
        assertThat(answer.headers().firstValue("x-ms-requestid")).isPresent();
        assertThat(azure.totalUnits(subscription, "usd")).isEqualByComparingTo("12");
        assertThat(azure.totalBilled(subscription)).isEqualByComparingTo("0.60");
    }

    @Test
    void theSameHourAgainIsADuplicateThatShowsWhatIsBooked() {
        var first = resultOf(meter(event(HOUR, "12")));
        var again = resultOf(meter(event(HOUR.plusSeconds(3599), "9")));

        assertThat(again.get("status").asText()).isEqualTo("Duplicate");
        assertThat(again.get("messageTime").asText()).isEqualTo("0001-01-01T00:00:00");
        assertThat(again.get("quantity").asInt()).isEqualTo(9);
        var booked = again.at("/error/additionalInfo/acceptedMessage");
        assertThat(again.at("/error/code").asText()).isEqualTo("Conflict");
        assertThat(booked.get("quantity").asInt()).isEqualTo(12);
        assertThat(booked.get("status").asText()).isEqualTo("Duplicate");
        assertThat(booked.get("usageEventId")).isEqualTo(first.get("usageEventId"));
        assertThat(azure.totalUnits(subscription, "usd")).isEqualByComparingTo("12");
        assertThat(azure.accepted().get(0).timesReceived()).isEqualTo(2);
    }

    @Test
    void thePlanIsNoPartOfTheSlot() {
        subscription.dimension("silver", "usd", BigDecimal.ONE);
        meter(event(HOUR, "12"));

        assertThat(statusOf(meter(event(RESOURCE, "usd", "silver", HOUR.toString(), "12"))))
                .isEqualTo("Duplicate");
    }

    @Test
    void aSlotThatSomebodyElseBookedIsADuplicateAndNotOurs() {
        azure.foreignUsage(subscription, "usd", HOUR.plusSeconds(60), "4.5");

        var result = resultOf(meter(event(HOUR, "12")));
        assertThat(result.get("status").asText()).isEqualTo("Duplicate");
        assertThat(result.at("/error/additionalInfo/acceptedMessage/quantity").decimalValue())
                .isEqualByComparingTo("4.5");
        assertThat(azure.accepted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-03-09T12:05:00Z, Accepted", "2026-03-09T12:04:59Z, Expired",
        "2026-03-10T12:05:00Z, Accepted", "2026-03-10T12:05:01Z, Expired",
        "2026-03-10T11:00:00, Accepted"})
    void usageIsTakenForADayAndNotFromTheFuture(String start, String status) {
        assertThat(statusOf(meter(event(RESOURCE, "usd", "gold", start, "1")))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "37f9dea2-4345-438f-b0bd-000000000000, usd, gold, 1, ResourceNotFound, resourceId",
        "37f9dea2-4345-438f-b0bd-03d40d28c7e0, eur, gold, 1, InvalidDimension, dimension",
        "37f9dea2-4345-438f-b0bd-03d40d28c7e0, usd, lead, 1, BadArgument, planId",
        "37f9dea2-4345-438f-b0bd-03d40d28c7e0, usd, gold, 0, InvalidQuantity, quantity",
        "37f9dea2-4345-438f-b0bd-03d40d28c7e0, usd, gold, -1, InvalidQuantity, quantity",
        "37f9dea2-4345-438f-b0bd-03d40d28c7e0, usd, gold, null, BadArgument, quantity"})
    void aWrongEventIsAMatterOfItsOwn(
            String resource, String dimension, String plan, String quantity, String status, String target) {
        var answer = meter(event(resource, dimension, plan, HOUR.toString(), quantity),
                event(HOUR.minusSeconds(3600), "5"));

        assertThat(statusOf(answer)).isEqualTo(status);
        assertThat(resultOf(answer).at("/error/details/0/target").asText()).isEqualTo(target);
        assertThat(answer.json().at("/result/1/status").asText()).isEqualTo("Accepted");
    }

    @Test
    void onlyTheApplicationOfTheOfferMeters() {
        subscription.soldThrough("another-application");

        assertThat(statusOf(meter(event(HOUR, "1")))).isEqualTo("ResourceNotAuthorized");
    }

    @Test
    void onlyASubscribedOneTakesUsageAndAnEndedOneWhatWasBefore() {
        subscription.suspend();
        assertThat(statusOf(meter(event(HOUR, "1")))).isEqualTo("ResourceNotActive");
        subscription.pending();
        assertThat(statusOf(meter(event(HOUR, "1")))).isEqualTo("ResourceNotActive");
        subscription.reinstate();
        assertThat(statusOf(meter(event(HOUR, "1")))).isEqualTo("Accepted");

        subscription.unsubscribe(clock.instant());
        clock.advance(Duration.ofHours(2));
        assertThat(statusOf(meter(event(HOUR.plusSeconds(3600), "1")))).isEqualTo("Accepted");
        assertThat(statusOf(meter(event(HOUR.plusSeconds(7200), "1")))).isEqualTo("ResourceNotActive");
    }

    @Test
    void twentySixEventsAreRefusedWhole() {
        var event = event(HOUR, "1");
        var many = Collections.nCopies(26, event).toArray(String[]::new);

        var answer = meter(many);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").asText()).isEqualTo("BadArgument");
        assertThat(azure.accepted()).isEmpty();
        assertThat(meter(Collections.nCopies(25, event).toArray(String[]::new)).json()
                .findValuesAsText("status")).contains("Accepted", "Duplicate");
    }

    @Test
    void aBodyThatIsNoBatchIsRefusedWhole() {
        assertThat(post(token(), "batchUsageEvent", "[" + event(HOUR, "1") + "]").status())
                .isEqualTo(400);
        assertThat(post(token(), "batchUsageEvent", "nonsense").status()).isEqualTo(400);
    }

    @Test
    void aSingleEventAnswersWithStatusCodes() {
        assertThat(post(token(), "usageEvent", event(HOUR, "1")).status()).isEqualTo(200);
        assertThat(post(token(), "usageEvent", event(HOUR, "1")).status()).isEqualTo(409);
        assertThat(post(token(), "usageEvent", event(HOUR, "0")).status()).isEqualTo(400);
        subscription.soldThrough("another-application");
        assertThat(post(token(), "usageEvent", event(HOUR, "1")).status()).isEqualTo(403);
    }

    @Test
    void aDaysSumHasEverythingInItsSlots() {
        meter(event(HOUR, "12"), event(HOUR.minusSeconds(3600), "5"),
                event(HOUR.minus(Duration.ofHours(12)), "3"));
        azure.foreignUsage(subscription, "usd", HOUR.minusSeconds(7200), "2.5");

        var rows = get("/api/usageEvents?usageStartDate=2026-03-09&UsageEndDate=2026-03-10").json();

        assertThat(rows).hasSize(2);
        assertThat(rows.at("/0/usageDate").asText()).isEqualTo("2026-03-09T00:00:00Z");
        assertThat(rows.at("/0/submittedQuantity").decimalValue()).isEqualByComparingTo("3");
        assertThat(rows.at("/1/submittedQuantity").decimalValue()).isEqualByComparingTo("19.5");
        assertThat(rows.at("/1/submittedCount").asInt()).isEqualTo(3);
        assertThat(rows.at("/1/usageResourceId").asText()).isEqualTo(RESOURCE);
        assertThat(get("/api/usageEvents?usageStartDate=2026-03-10").json()).hasSize(1);
        assertThat(get("/api/usageEvents").status()).isEqualTo(400);
    }

    @Test
    void sumsCanLagBehind() {
        azure.sumsLag(Duration.ofHours(1));
        meter(event(HOUR, "12"));

        assertThat(get("/api/usageEvents?usageStartDate=2026-03-10").json()).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(get("/api/usageEvents?usageStartDate=2026-03-10").json()).hasSize(1);
    }

    @Test
    void subscriptionsAreListedForTheirOwnApplication() {
        assertThat(get("/api/saas/subscriptions").json().at("/subscriptions/0/id").asText())
                .isEqualTo(RESOURCE);
        assertThat(get("/api/saas/subscriptions/" + RESOURCE).json().get("saasSubscriptionStatus")
                .asText()).isEqualTo("Subscribed");
        subscription.soldThrough("another-application");
        assertThat(get("/api/saas/subscriptions").body()).isEmpty();
        assertThat(get("/api/saas/subscriptions").status()).isEqualTo(200);
        assertThat(get("/api/saas/subscriptions/" + RESOURCE).status()).isEqualTo(403);
    }

    @Test
    void aCallWithoutItsVersionIsRefused() {
        assertThat(SandboxClient.get(azure.url() + "/api/saas/subscriptions",
                "Authorization", "Bearer " + token()).status()).isEqualTo(400);
    }

    @Test
    void faultsStrikeBeforeOrAfterTheBooking() {
        azure.faults().next(1).loseAnswerAfterAccept();
        assertThatThrownBy(() -> meter(event(HOUR, "12"))).isInstanceOf(UncheckedIOException.class);
        assertThat(azure.totalUnits(subscription, "usd")).isEqualByComparingTo("12");

        azure.faults().next(1).partialBatch(1);
        var partial = meter(event(HOUR.minusSeconds(3600), "1"), event(HOUR.minusSeconds(7200), "1"));
        assertThat(partial.json().at("/result/0/status").asText()).isEqualTo("Accepted");
        assertThat(partial.json().at("/result/1/status").asText()).isEqualTo("Error");
        assertThat(azure.accepted()).hasSize(2);

        azure.faults().next(1).throttle().next(1).serverError();
        assertThat(meter(event(HOUR, "1")).headers().firstValue("Retry-After")).contains("3");
        assertThat(meter(event(HOUR, "1")).status()).isEqualTo(500);
    }

    @Test
    void peopleCanReadWhatWasAccepted() {
        meter(event(HOUR, "5"));

        var page = SandboxClient.get(azure.url() + "/_sandbox/accepted").json();

        assertThat(page.at("/0/quantity").asLong()).isEqualTo(5);
        assertThat(azure.requests()).singleElement().satisfies(request ->
                assertThat(request.headers()).doesNotContainKey("authorization"));
    }
}
