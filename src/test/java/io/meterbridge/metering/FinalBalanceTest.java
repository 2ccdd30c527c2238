package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** When a contract is closed, and what that costs. */
@Proves({"M-24", "R-04"})
class FinalBalanceTest {

    @Test
    void whileThereIsTimeNothingIsLost() {
        var balance = balance("1.00", 0, "0", true, false);

        assertThat(balance.isClosed()).isFalse();
        assertThat(balance.lost()).isZero();
    }

    @Test
    void lessThanAUnitIsLeftByDesign() {
        var balance = balance("0.009", 0, "0", true, false);

        assertThat(balance.isClosed()).isTrue();
        assertThat(balance.lost()).isZero();
        assertThat(balance.overbilled()).isZero();
        assertThat(balance("0.009", 0, "0", false, false).isClosed()).as("a read is still planned").isFalse();
    }

    @Test
    void aContractIsClosedOnlyWhenEveryRecordIsSettled() {
        assertThat(balance("0", 1, "0", true, false).isClosed()).isFalse();
        assertThat(balance("0", 1, "0", true, true).isClosed()).isFalse();
        assertThat(balance("0", 0, "0", false, true).isClosed()).isTrue();
    }

    @Test
    void whatIsLeftWhenItIsOverIsToldOnce() {
        assertThat(balance("2.505", 1, "0", false, true).lost()).isEqualByComparingTo("2.505");
        // an unknown record turns out not to be booked
        assertThat(balance("3.50", 0, "2.505", false, true).lost()).isEqualByComparingTo("0.995");
        assertThat(balance("2.505", 0, "2.505", false, true).lost()).isZero();
    }

    @Test
    void whatWasBilledBeyondTheCostIsToldWhenNothingCanMakeUpForIt() {
        assertThat(balance("-0.30", 1, "0", true, false).overbilled()).isZero();
        assertThat(balance("-0.30", 0, "0", true, false).overbilled()).isEqualByComparingTo("0.30");
    }

    private static FinalBalance balance(String open, long unsettled, String told, boolean readsMade, boolean over) {
        return new FinalBalance(new BigDecimal(open), new BigDecimal("0.01"), unsettled, new BigDecimal(told),
                readsMade, over);
    }
}
