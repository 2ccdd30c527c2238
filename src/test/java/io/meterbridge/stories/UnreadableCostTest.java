package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.FaultKind;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.WorldContract;
import io.meterbridge.world.WorldSeller;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What Orb does not say is never settled on. Two contracts of one seller spend 1.00 in a first hour and 0.50 in
 * a second; Orb's trouble with one of them leaves the other alone, is told, and ends by itself.
 */
@Proves({"R-23", "R-24"})
class UnreadableCostTest extends Story {

    private WorldSeller seller;
    private WorldContract sick;
    private OrbSubscription sickUse;
    private WorldContract healthy;

    @Test
    void anUnknownSubscriptionIsAskedAboutAgainWithTheNextHour() {
        begin("2026-03-02");
        orb().costsFaults().next(1).to(sickUse.id()).answer(404, Map.of(), "{\"title\":\"no such subscription\"}");

        meter("2026-03-02T14:00:00Z");

        assertUntold("UNKNOWN_SUBSCRIPTION: HTTP 404: no such subscription");
        assertThat(told(healthy)).containsExactly("02T14 accepted 100");
        recovers("2026-03-02", "02");
    }

    @Test
    void aServerErrorIsAskedAboutFiveTimes() {
        begin("2026-03-03");
        var before = orb().costsFaults().fired(FaultKind.SERVER_ERROR);
        orb().costsFaults().always().to(sickUse.id()).serverError();
        at("2026-03-03T15:05:00Z");

        meterPatiently("2026-03-03T14:00:00Z");

        assertUntold("TRANSIENT: HTTP 500: Internal server error");
        assertThat(orb().costsFaults().fired(FaultKind.SERVER_ERROR) - before).isEqualTo(5);
        assertThat(told(healthy)).containsExactly("03T14 accepted 100");
        orb().costsFaults().calm();
        recovers("2026-03-03", "03");
    }

    @Test
    void anEmptyAnswerIsNotNoUsage() {
        begin("2026-03-04");
        sickUse.answersEmpty(true);
        at("2026-03-04T15:05:00Z");

        meterPatiently("2026-03-04T14:00:00Z");

        assertUntold("TRANSIENT: Orb answered without any cost bucket");
        assertThat(told(healthy)).containsExactly("04T14 accepted 100");
        sickUse.answersEmpty(false);
        recovers("2026-03-04", "04");
    }

    @Test
    void anAnswerThatIsTooLargeIsReadInNarrowWindows() {
        at("2026-03-05T14:30:00Z");
        seller = seller();
        sick = seller.contract("2026-02-01T00:00:00Z");
        sickUse = seller.orb().addSubscription("sub-" + UUID.randomUUID())
                .startsAt(Instant.parse("2026-02-01T00:00:00Z")).price(OrbPrice.usage("api-calls", "API calls"));
        WorldContract.use(sickUse, "2026-02-20T10:00:00Z", "7.00");
        assertThat(sick.mapTo(sickUse).amountDue()).isEqualByComparingTo("7.00");
        WorldContract.use(sickUse, "2026-03-05T14:40:00Z", "1.00");
        orb().costsFaults().next(1).to(sickUse.id()).answer(413, Map.of(), "");
        at("2026-03-05T15:05:00Z");

        meterPatiently("2026-03-05T14:00:00Z");

        assertThat(told(sick)).containsExactly("05T14 accepted 800");
        assertLeft(sickUse, "0");
    }

    @Test
    void aThrottledAccountIsReadInTheSameHour() {
        begin("2026-03-06");
        orb().costsFaults().next(2).to(sickUse.id()).answer(429, Map.of(), "");
        at("2026-03-06T15:05:00Z");

        meterPatiently("2026-03-06T14:00:00Z");

        assertThat(told(sick)).containsExactly("06T14 accepted 100");
        assertThat(told(healthy)).containsExactly("06T14 accepted 100");
    }

    @Test
    void aRefusedKeyBreaksTheConnectionUntilOrbTakesItAgain() {
        begin("2026-03-07");
        seller.refuseOrbKey();
        meter("2026-03-07T14:00:00Z");

        assertUntold("CREDENTIALS: HTTP 401");
        assertThat(told(healthy)).isEmpty();
        assertThat(connection()).containsEntry("status", "broken");
        assertThat((String) connection().get("broken_reason")).startsWith("Orb refused the API key: HTTP 401");
        assertThat(events(seller, "integration.broken")).singleElement().satisfies(event -> assertThat(
                event.at("/data/integration/provider").asText()).isEqualTo("orb"));

        seller.acceptOrbKey();
        recovers("2026-03-07", "07");
        assertThat(told(healthy)).containsExactly("07T15 accepted 150");
        assertThat(connection()).containsEntry("status", "connected");
    }

    @Test
    void aForbiddenKeyDoesTheSame() {
        begin("2026-03-08");
        orb().costsFaults().always().answer(403, Map.of(), "{\"title\":\"forbidden\"}");
        meter("2026-03-08T14:00:00Z");

        assertUntold("CREDENTIALS: HTTP 403: forbidden");
        assertThat(connection()).containsEntry("status", "broken");
        orb().costsFaults().calm();
        recovers("2026-03-08", "08");
    }

    @Test
    @Proves("M-21")
    void aPriceInAnotherCurrencyBlocksTheAccountForAsLongAsOrbShowsIt() {
        begin("2026-03-09");
        sickUse.price(OrbPrice.usage("eur-calls", "Calls in euro").in("EUR"));
        sickUse.cost("eur-calls", Instant.parse("2026-03-09T14:50:00Z"), new BigDecimal("4.00"));
        meter("2026-03-09T14:00:00Z");

        assertUntold("REFUSED: currency-mismatch: price eur-calls is in EUR, the listing in USD");
        assertThat(state(sickUse)).isEqualTo("blocked currency-mismatch");
        assertThat(told(healthy)).containsExactly("09T14 accepted 100");

        sickUse.dropSeries("eur-calls");
        meter("2026-03-09T15:00:00Z");
        assertThat(state(sickUse)).isEqualTo("metering");
        meter("2026-03-09T16:00:00Z");
        assertThat(told(sick)).containsExactly("09T16 accepted 150");
    }

    @Test
    @Proves("M-20")
    void aSeriesThatIsMissingNeitherBillsNorFallsAndComesBack() {
        begin("2026-03-10");
        sickUse.price(OrbPrice.usage("storage", "Storage"));
        sickUse.cost("storage", Instant.parse("2026-03-10T14:50:00Z"), new BigDecimal("2.00"));
        meter("2026-03-10T14:00:00Z");
        assertThat(told(sick)).containsExactly("10T14 accepted 300");

        // without storage Orb shows 1.50 of 3.50, less than was told
        sickUse.dropSeries("storage");
        meter("2026-03-10T15:00:00Z");
        assertThat(told(sick)).containsExactly("10T14 accepted 300");
        assertLeft(sickUse, "-1.50");

        sickUse.restoreSeries("storage");
        meter("2026-03-10T16:00:00Z");
        assertThat(told(sick)).containsExactly("10T14 accepted 300", "10T16 accepted 50");
        assertLeft(sickUse, "0");
    }

    private void begin(String day) {
        at(day + "T14:30:00Z");
        seller = seller();
        sick = seller.contract(day + "T14:00:00Z");
        sickUse = sick.subscription(day + "T00:00:00Z");
        healthy = seller.contract(day + "T14:00:00Z");
        var healthyUse = healthy.subscription(day + "T00:00:00Z");
        for (var use : new OrbSubscription[] {sickUse, healthyUse}) {
            WorldContract.use(use, day + "T14:40:00Z", "1.00");
            WorldContract.use(use, day + "T15:40:00Z", "0.50");
        }
    }

    /** Nothing is told, the hour is not settled, and the account says why. */
    private void assertUntold(String why) {
        assertThat(told(sick)).isEmpty();
        assertThat((String) account(sickUse, "read_error")).startsWith(why);
        assertThat(account(sickUse, "settled_read_at")).isNull();
    }

    /** The next hour takes both hours' units. */
    private void recovers(String day, String dayOfMonth) {
        meter(day + "T15:00:00Z");
        assertThat(told(sick)).containsExactly(dayOfMonth + "T15 accepted 150");
        assertThat(account(sickUse, "read_error")).isNull();
        assertLeft(sickUse, "0");
    }

    private Map<String, Object> connection() {
        return world().jdbc().sql("select * from integration where seller_id = :seller and provider = 'orb'")
                .param("seller", seller.id()).query().singleRow();
    }
}
