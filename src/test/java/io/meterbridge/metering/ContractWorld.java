package io.meterbridge.metering;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * The contracts that meter one account: prices that change and are learnt late, renewals to another
 * licence, mapping away and back. Written in full before the story begins, told as time passes.
 */
final class ContractWorld {

    private static final String[] PRICES = {"0.01", "0.05", "0.37", "1", "2.5", "0.0333", "7.77"};

    /** A price that holds from one instant and becomes known at another. */
    private record Learnt(UUID contract, Instant learntAt, PricePoint price) {}

    /** A time in which a contract meters the account. */
    private record Stretch(UUID contract, Instant from, Instant until) {}

    private final List<Learnt> prices = new ArrayList<>();
    private final List<Stretch> stretches = new ArrayList<>();
    private final Map<UUID, IncludedAmount> included = new HashMap<>();
    final Instant start;
    int renewals;
    int remappings;

    ContractWorld(long seed, Instant start, Duration length) {
        this.start = start;
        var random = new Random(seed);
        var at = start;
        var end = start.plus(length);
        for (int number = 1; at.isBefore(end); number++) {
            var contract = new UUID(0, number);
            boolean last = random.nextInt(3) > 0;
            var until =
                    last
                            ? null
                            : at.plus(
                                    Duration.ofMinutes(
                                            60L * (8 + random.nextInt(60)) + random.nextInt(60)));
            if (until != null && !until.isBefore(end)) {
                until = null;
            }
            write(random, contract, at, until, end);
            renewals += number > 1 ? 1 : 0;
            at = until == null ? end : until;
        }
    }

    /** The price known at an instant to hold at another, told without the code under test. */
    BigDecimal priceAt(UUID contract, Instant hour, Instant now) {
        var known =
                known(contract, now).stream()
                        .sorted(Comparator.comparing(PricePoint::effectiveAt))
                        .toList();
        var price = known.get(0).unitPrice();
        for (var point : known) {
            if (!point.effectiveAt().isAfter(hour)) {
                price = point.unitPrice();
            }
        }
        return price;
    }

    /** The contract that meters the whole of an hour, or null. */
    UUID owner(MeteringHour hour) {
        return stretches.stream()
                .filter(
                        s ->
                                !s.from.isAfter(hour.start())
                                        && (s.until == null || !s.until.isBefore(hour.end())))
                .map(Stretch::contract)
                .findFirst()
                .orElse(null);
    }

    boolean isMappedAt(Instant now) {
        return stretches.stream()
                .anyMatch(s -> !s.from.isAfter(now) && (s.until == null || s.until.isAfter(now)));
    }

    UUID currentAt(Instant now) {
        return stretches.stream()
                .filter(s -> !s.from.isAfter(now))
                .reduce((one, other) -> other)
                .orElseThrow()
                .contract;
    }

    /** The stretches as known at an instant: an end that lies ahead is not known. */
    List<Metered> metered(Instant now) {
        return stretches.stream()
                .filter(s -> !s.from.isAfter(now))
                .map(
                        s ->
                                new Metered(
                                        s.contract,
                                        s.from,
                                        s.until == null || s.until.isAfter(now) ? null : s.until,
                                        history(s.contract, now)))
                .toList();
    }

    PriceHistory history(UUID contract, Instant now) {
        return new PriceHistory(known(contract, now));
    }

    List<IncludedAmount> included(Instant now) {
        return included.values().stream()
                .filter(amount -> !amount.contractStart().isAfter(now))
                .sorted(Comparator.comparing(IncludedAmount::contractStart))
                .map(
                        amount ->
                                new IncludedAmount(
                                        amount.contractId(),
                                        amount.amount(),
                                        amount.monthly(),
                                        amount.contractStart(),
                                        amount.contractEnd() == null
                                                        || amount.contractEnd().isAfter(now)
                                                ? null
                                                : amount.contractEnd()))
                .toList();
    }

    /** Contracts of which a price was learnt after one instant and by another. */
    List<UUID> learntBetween(Instant before, Instant now) {
        return prices.stream()
                .filter(p -> p.learntAt.isAfter(before) && !p.learntAt.isAfter(now))
                .map(Learnt::contract)
                .distinct()
                .toList();
    }

    private List<PricePoint> known(UUID contract, Instant now) {
        var known = new ArrayList<PricePoint>();
        prices.stream()
                .filter(p -> p.contract.equals(contract) && !p.learntAt.isAfter(now))
                .sorted(Comparator.comparing(Learnt::learntAt))
                .forEach(p -> known.add(p.price));
        return known;
    }

    private void write(Random random, UUID contract, Instant from, Instant until, Instant end) {
        learn(contract, from, from, price(random));
        for (int change = random.nextInt(6); change > 0; change--) {
            var effective = from.plus(Duration.ofMinutes(random.nextInt(60 * 60)));
            effective =
                    random.nextBoolean() ? MeteringHour.containing(effective).start() : effective;
            var late =
                    random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(random.nextInt(300));
            var learntAt = effective.plus(late);
            if (!effective.isBefore(from) && learntAt.isBefore(end)) {
                learn(contract, effective, learntAt, price(random));
            }
        }
        if (random.nextInt(3) == 0) {
            included.put(
                    contract,
                    new IncludedAmount(
                            contract,
                            new BigDecimal(10 + random.nextInt(120)),
                            random.nextBoolean(),
                            from,
                            until));
        }
        mapAwayAndBack(random, contract, from, until, end);
    }

    private void mapAwayAndBack(
            Random random, UUID contract, Instant from, Instant until, Instant end) {
        var away = from.plus(Duration.ofMinutes(120 + random.nextInt(40 * 60)));
        var back = away.plus(Duration.ofMinutes(random.nextInt(10 * 60)));
        if (random.nextInt(4) == 0 && back.isBefore(until == null ? end : until)) {
            stretches.add(new Stretch(contract, from, away));
            stretches.add(new Stretch(contract, back, until));
            remappings++;
        } else {
            stretches.add(new Stretch(contract, from, until));
        }
    }

    private void learn(UUID contract, Instant effective, Instant learntAt, String price) {
        prices.add(
                new Learnt(
                        contract,
                        learntAt,
                        new PricePoint(effective, "calls", new BigDecimal(price), null)));
    }

    private static String price(Random random) {
        return PRICES[random.nextInt(PRICES.length)];
    }
}
