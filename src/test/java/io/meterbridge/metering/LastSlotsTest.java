package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.metering.HourDecision.Why;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which slots the reads after a cancellation use: the contract ended at twenty past ten. */
@Proves({"M-10", "M-24"})
class LastSlotsTest extends HourCase {

    private static final MeteringHour TEN = NINE.next();
    private static final Instant SOON = TEN.start().plusSeconds(36 * 60);

    @BeforeEach
    void ended() {
        metered = List.of(stretch(CONTRACT, OCT, TEN.start().plusSeconds(1200), price(OCT, "1")));
        laterReads = 0;
    }

    @Test
    void theHourOfTheEndIsASlot() {
        assertThat(decide(TEN, SOON, october("10")).orders()).extracting(FreezeOrder::hour).containsExactly(TEN);
    }

    @Test
    void whereARecordSaysWhenItsUsageEndedTheHourNeedNotBeOver() {
        rules = MarketplaceRules.GCP;
        assertThat(decide(TEN, SOON, october("10")).orders()).extracting(FreezeOrder::hour).containsExactly(TEN);
        assertThat(metered.get(0).endsWithin(TEN)).isTrue();
        assertThat(metered.get(0).lastSecond()).isEqualTo(TEN.start().plusSeconds(1199));
    }

    @Test
    void whileReadsAreStillPlannedTheNewestFreeSlotIsKept() {
        firstHour = NINE;
        laterReads = 1;
        var first = decide(TEN, SOON, october("10"));
        assertThat(first.orders()).extracting(FreezeOrder::hour).containsExactly(NINE);
        settle(TEN, first);

        assertThat(decide(TEN, SOON, october("12")).why()).isEqualTo(Why.SPARE);
        laterReads = 0;
        var last = decide(TEN, SOON, october("12"));
        assertThat(last.orders()).extracting(FreezeOrder::hour).containsExactly(TEN);
        assertThat(last.orders().get(0).settlement().units()).isEqualTo(2);
        settle(TEN, last);
        assertThat(decide(TEN, SOON, october("13")).why()).isEqualTo(Why.NO_SLOT);
    }

    @Test
    void anEndInTheFirstSecondOfAnHourGivesThatHourNoSlot() {
        metered = List.of(stretch(CONTRACT, OCT, TEN.start().plusMillis(800), price(OCT, "1")));
        assertThat(decide(TEN, SOON, october("10")).orders()).extracting(FreezeOrder::hour).containsExactly(NINE);
    }

    /** Google Cloud closes a month an hour after it; no hour comes after the end for which time must be left. */
    @Test
    void theLastMinutesBeforeAMonthsCutOffAreUsed() {
        rules = MarketplaceRules.GCP;
        var end = Instant.parse("2026-11-01T06:59:00Z");
        var lastHour = hour("2026-11-01T06:00:00Z");
        metered = List.of(stretch(CONTRACT, OCT, end, price(OCT, "1")));
        var late = Instant.parse("2026-11-01T07:58:00Z");
        assertThat(decide(lastHour, late, october("10")).orders()).extracting(FreezeOrder::hour)
                .containsExactly(lastHour);
        assertThat(decide(lastHour, late.plusSeconds(60), october("10")).why()).isEqualTo(Why.NO_SLOT);
    }

    @Test
    void withoutACancellationAPartOfAnHourIsNoSlot() {
        laterReads = AccountTerms.HOURLY;
        assertThat(decide(TEN, TEN.end(), october("10")).orders()).extracting(FreezeOrder::hour)
                .containsExactly(NINE);
    }
}
