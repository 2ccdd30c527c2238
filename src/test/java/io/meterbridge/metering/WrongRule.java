package io.meterbridge.metering;

import io.meterbridge.cost.CostReading;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.metering.RecordMove.AccountEffect;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Mistakes that are easily made, each planted alone: the property has to find every one of them.
 */
enum WrongRule {
    UNITS_ROUNDED_HALF_UP(
            new BillingRules() {
                @Override
                public HourDecision decide(
                        MeteringHour hour,
                        Instant now,
                        CostReading reading,
                        BigDecimal included,
                        BigDecimal committed,
                        boolean halted,
                        AccountTerms terms) {
                    var right =
                            BillingRules.super.decide(
                                    hour, now, reading, included, committed, halted, terms);
                    var orders = new ArrayList<FreezeOrder>();
                    for (var order : right.orders()) {
                        orders.add(roundedUp(order));
                    }
                    return new HourDecision(orders, right.owed(), right.why(), right.hoursInRow());
                }
            }),

    COMMITTED_IGNORES_UNKNOWN(
            new BillingRules() {
                @Override
                public BigDecimal committed(List<LedgerRecord> records, UUID currentContract) {
                    return BillingRules.super.committed(
                            records.stream()
                                    .filter(record -> record.status != RecordStatus.UNKNOWN)
                                    .toList(),
                            currentContract);
                }
            }),

    COMMITTED_IGNORES_CORRECTIONS(
            new BillingRules() {
                @Override
                public BigDecimal committed(List<LedgerRecord> records, UUID currentContract) {
                    return records.stream()
                            .filter(record -> record.status.isCommitted())
                            .map(record -> record.value)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                }
            }),

    RENEWAL_RESTARTS_AT_ZERO(
            new BillingRules() {
                @Override
                public BigDecimal committed(List<LedgerRecord> records, UUID currentContract) {
                    return BillingRules.super.committed(
                            records.stream()
                                    .filter(record -> record.contractId.equals(currentContract))
                                    .toList(),
                            currentContract);
                }
            }),

    PRICE_OF_NOW(
            new BillingRules() {
                @Override
                public HourDecision decide(
                        MeteringHour hour,
                        Instant now,
                        CostReading reading,
                        BigDecimal included,
                        BigDecimal committed,
                        boolean halted,
                        AccountTerms terms) {
                    var atNow = terms.metered().stream().map(one -> pricedAt(one, now)).toList();
                    return BillingRules.super.decide(
                            hour,
                            now,
                            reading,
                            included,
                            committed,
                            halted,
                            new AccountTerms(
                                    terms.rules(),
                                    atNow,
                                    terms.firstHour(),
                                    terms.cursor(),
                                    terms.hoursInRow(),
                                    terms.spareSlotEvery(),
                                    terms.taken()));
                }
            }),

    SLOTS_ARE_FORGOTTEN(
            new BillingRules() {
                @Override
                public HourDecision decide(
                        MeteringHour hour,
                        Instant now,
                        CostReading reading,
                        BigDecimal included,
                        BigDecimal committed,
                        boolean halted,
                        AccountTerms terms) {
                    return BillingRules.super.decide(
                            hour,
                            now,
                            reading,
                            included,
                            committed,
                            halted,
                            new AccountTerms(
                                    terms.rules(),
                                    terms.metered(),
                                    terms.firstHour(),
                                    terms.cursor(),
                                    terms.hoursInRow(),
                                    terms.spareSlotEvery(),
                                    Set.of()));
                }
            }),

    NO_ANSWER_MEANS_NOT_BOOKED(
            new BillingRules() {
                @Override
                public RecordMove after(Answer answer, LedgerRecord record, int batchSize) {
                    return answer.outcome() == Outcome.NO_ANSWER
                            ? given(RecordStatus.EXPIRED)
                            : BillingRules.super.after(answer, record, batchSize);
                }
            }),

    STALE_SENDING_GOES_OUT_UNDER_A_NEW_HOUR(
            new BillingRules() {
                @Override
                public RecordMove stale(LedgerRecord record) {
                    return given(RecordStatus.EXPIRED);
                }
            }),

    REFUSED_RESEND_FREES_THE_RECORD(
            new BillingRules() {
                @Override
                public RecordMove after(Answer answer, LedgerRecord record, int batchSize) {
                    return record.uncertain && answer.outcome().provesNothingWasBooked()
                            ? given(RecordStatus.REJECTED)
                            : BillingRules.super.after(answer, record, batchSize);
                }
            }),

    ANY_DUPLICATE_IS_OURS(
            new BillingRules() {
                @Override
                public RecordMove after(Answer answer, LedgerRecord record, int batchSize) {
                    return answer.outcome() == Outcome.DUPLICATE
                            ? given(RecordStatus.ACCEPTED)
                            : BillingRules.super.after(answer, record, batchSize);
                }
            });

    private final BillingRules rules;

    WrongRule(BillingRules rules) {
        this.rules = rules;
    }

    BillingRules rules() {
        return rules;
    }

    private static RecordMove given(RecordStatus to) {
        return new RecordMove(to, false, false, null, 25, AccountEffect.NONE);
    }

    private static Metered pricedAt(Metered stretch, Instant now) {
        var price = stretch.prices().at(MeteringHour.containing(now));
        return new Metered(
                stretch.contractId(),
                stretch.from(),
                stretch.until(),
                new PriceHistory(List.of(price)));
    }

    private static FreezeOrder roundedUp(FreezeOrder order) {
        var price = order.price().unitPrice();
        var exact = order.settlement();
        if (exact.left().multiply(BigDecimal.valueOf(2)).compareTo(price) < 0) {
            return order;
        }
        return new FreezeOrder(
                order.contractId(),
                order.hour(),
                order.price(),
                order.owed(),
                new Settlement(
                        exact.units() + 1, exact.value().add(price), exact.left().subtract(price)));
    }
}
