package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proof that could not fail would prove nothing: each defect, planted once, is found. */
class EqualityTest {

    private static final Instant HOUR = Instant.parse("2026-03-10T02:00:00Z");

    private final List<Billed> ledger = new ArrayList<>();
    private final List<Billed> marketplaces = new ArrayList<>();
    private final List<Billed> waiting = new ArrayList<>();

    EqualityTest() {
        for (var cloud : List.of("aws", "azure", "gcp")) {
            for (int buyer = 0; buyer < 3; buyer++) {
                var usage = billed(cloud, "buyer-" + buyer, 100 + buyer, "receipt-" + buyer);
                ledger.add(usage);
                marketplaces.add(usage);
            }
        }
    }

    private static Billed billed(String cloud, String buyer, long quantity, String receipt) {
        return new Billed(new Billed.Slot(cloud, buyer, "usage_fee", HOUR), BigDecimal.valueOf(quantity), receipt);
    }

    private List<Billed> compared() {
        return Equality.holds(ledger, waiting, marketplaces);
    }

    private void assertFound(String... words) {
        assertThatThrownBy(this::compared).isInstanceOf(AssertionError.class).hasMessageContainingAll(words);
    }

    @Test
    void theSameOnBothSidesHolds() {
        assertThat(compared()).isEmpty();
        Equality.holds(ledger, marketplaces);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "azure", "gcp"})
    void aLossIsFoundOnEveryCloud(String cloud) {
        marketplaces.removeIf(one -> one.slot().cloud().equals(cloud) && one.receipt().equals("receipt-1"));

        assertFound("accepted in the ledger, not so by a marketplace", cloud, "buyer-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "azure", "gcp"})
    void aDoubleIsFoundOnEveryCloud(String cloud) {
        marketplaces.add(billed(cloud, "buyer-1", 101, "receipt-9"));

        assertFound("a marketplace holds", "twice", cloud, "buyer-1");
    }

    @Test
    void unitsBookedInASecondSlotAreFound() {
        marketplaces.add(new Billed(new Billed.Slot("azure", "buyer-1", "usage_fee", HOUR.minusSeconds(3600)),
                BigDecimal.valueOf(101), "receipt-9"));

        assertFound("accepted by a marketplace, not so in the ledger", "buyer-1");
    }

    @Test
    void aLedgerThatCountsARecordTwiceIsFound() {
        ledger.add(billed("aws", "buyer-1", 101, null));

        assertFound("the ledger holds", "twice");
    }

    @Test
    void oneUnitMoreOrLessIsFound() {
        marketplaces.set(4, billed("azure", "buyer-1", 102, "receipt-1"));

        assertFound("not so in the ledger", "azure");
    }

    @Test
    void anotherReceiptIsFoundAndNoneIsNot() {
        ledger.set(0, billed("aws", "buyer-0", 100, null));
        assertThat(compared()).isEmpty();

        ledger.set(0, billed("aws", "buyer-0", 100, "receipt-7"));
        assertFound("not so in the ledger", "receipt-0");
    }

    @Test
    void nothingOnEitherSideProvesNothing() {
        ledger.clear();
        marketplaces.clear();

        assertFound("usage that was accepted");
    }

    @Test
    void aRecordThatWaitsMayBeBilledOrNot() {
        ledger.remove(billed("gcp", "buyer-0", 100, "receipt-0"));
        waiting.add(billed("gcp", "buyer-0", 100, null));
        assertThat(compared()).isEmpty();

        marketplaces.remove(billed("gcp", "buyer-0", 100, "receipt-0"));
        assertThat(compared()).isEqualTo(waiting);
    }

    @Test
    void aRecordThatWaitsHidesNoOtherQuantityAndNoDouble() {
        ledger.remove(billed("gcp", "buyer-0", 100, "receipt-0"));
        waiting.add(billed("gcp", "buyer-0", 99, null));
        assertFound("not so in the ledger", "buyer-0");

        waiting.set(0, billed("gcp", "buyer-0", 100, null));
        marketplaces.add(billed("gcp", "buyer-0", 100, "receipt-8"));
        assertFound("a marketplace holds", "twice");
    }

    @Test
    void nothingWaitsInASlotThatIsAccepted() {
        waiting.add(billed("gcp", "buyer-0", 100, null));

        assertFound("waits in a slot that the ledger calls accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "azure"})
    void nothingWaitsWhereTheMarketplaceCanBeAsked(String cloud) {
        waiting.add(billed(cloud, "buyer-5", 1, null));

        assertFound("could be asked", cloud);
    }
}
