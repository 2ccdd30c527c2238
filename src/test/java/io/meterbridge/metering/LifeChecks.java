package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.cost.CostReading;
import io.meterbridge.metering.HourDecision.Why;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What has to hold at every step of a life, worked out from the worlds and not by the code under
 * test.
 */
record LifeChecks(
        MarketplaceRules rules,
        int spareSlotEvery,
        OrbWorld orb,
        ContractWorld contracts,
        ModelLedger ledger,
        Instant baselineAt,
        MeteringHour firstHour) {

    /**
     * Cost so far is what Orb shows, or less when something is missing; nothing before the start
     * date.
     */
    void reading(CostReading reading, boolean partial, Instant now) {
        var truth = orb.spent(now, baselineAt, Instant.MAX);
        boolean missing =
                reading.series().stream().anyMatch(series -> series.missingSince() != null);
        if (missing || partial) {
            assertThat(reading.total().net()).as("M-20 the lower sum").isLessThanOrEqualTo(truth);
        } else {
            assertThat(reading.total().net())
                    .as("cost so far at %s", now)
                    .isEqualByComparingTo(truth);
        }
        if (baselineAt != null && now.isBefore(baselineAt)) {
            assertThat(reading.total().net()).as("R-07 nothing before the start date").isZero();
        }
    }

    /**
     * What is left is less than a unit, over-billed is said when it is so, spare hours follow used
     * ones.
     */
    void decision(MeteringHour hour, Instant now, CostReading reading, HourDecision decision) {
        boolean settled = decision.why() == Why.UNITS_DUE || decision.why() == Why.NOTHING_DUE;
        boolean wholeCost = reading.beganBefore(hour.end()).equals(reading.total());
        boolean capped =
                decision.orders().stream()
                        .anyMatch(order -> order.settlement().units() == rules.unitsMax());
        if (settled && wholeCost && !capped) {
            var price = contracts.priceAt(contracts.owner(hour), hour.start(), now);
            assertThat(decision.owed().open())
                    .as("R-02 what is left")
                    .isNotNegative()
                    .isLessThan(price);
        }
        assertThat(decision.owed().open().signum() < 0)
                .as("over-billed is said exactly when it is so")
                .isEqualTo(
                        decision.why() == Why.OVERBILLED
                                || decision.why() == Why.HALTED
                                        && decision.owed().open().signum() < 0);
        if (decision.why() == Why.SPARE) {
            for (int before = 1; before < spareSlotEvery; before++) {
                // the first run of a month may use the old month's last hour with this very decision
                var used = hour.plus(-before);
                assertThat(
                                carriesARecord(used)
                                        || decision.orders().stream()
                                                .anyMatch(order -> order.hour().equals(used)))
                        .as("M-11 the hours before are used")
                        .isTrue();
            }
        }
    }

    /**
     * A record never takes more than was spent by its time, at the hour's own price, under its own
     * licence.
     */
    void order(FreezeOrder order, MeteringHour hour, BigDecimal included, Instant now) {
        var value = order.settlement().value();
        var ofItsTime =
                orb.spent(now, baselineAt, order.hour().end())
                        .min(orb.spent(now, baselineAt, Instant.MAX));
        assertThat(value.add(ledger.committed()).add(included))
                .as("R-01 never more than was spent, M-12 in its own month: %s", order)
                .isLessThanOrEqualTo(ofItsTime);
        assertThat(order.settlement().units()).isPositive().isLessThanOrEqualTo(rules.unitsMax());
        assertThat(order.contractId())
                .as("the identity of the hour")
                .isEqualTo(contracts.owner(order.hour()));
        assertThat(order.price().unitPrice())
                .as("M-08 the price of the hour")
                .isEqualByComparingTo(
                        contracts.priceAt(order.contractId(), order.hour().start(), now));
        assertThat(order.hour().isBefore(firstHour)).as("M-10 no hour before the first").isFalse();
        assertThat(order.hour().end()).as("only hours that are over").isBeforeOrEqualTo(now);
        assertThat(rules.isOpen(order.hour(), now)).as("M-12 an open hour").isTrue();
        if (!order.hour().equals(hour)) {
            assertThat(order.hour().start()).isBefore(rules.monthStart(hour));
        }
    }

    private boolean carriesARecord(MeteringHour hour) {
        return ledger.records().stream().anyMatch(record -> record.hour.equals(hour));
    }
}
