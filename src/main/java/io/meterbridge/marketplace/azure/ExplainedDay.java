package io.meterbridge.marketplace.azure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which of a day's doubtful records Azure booked, read off the only thing Azure tells: the day's
 * sum (money.md M-16). One answer is proof, two are none.
 */
public final class ExplainedDay {

    /** A day has 24 slots, so more doubtful records than this are not one day's. */
    private static final int MOST_DOUBTFUL = 24;

    private ExplainedDay() {
    }

    /**
     * A record that may have been booked.
     *
     * @param units above zero
     */
    public record Doubtful(UUID id, long units) {
        public Doubtful {
            if (units < 1) {
                throw new IllegalArgumentException("a record of " + units + " units is never sent");
            }
        }
    }

    /**
     * The records that were booked, when exactly one choice of them explains what the others leave
     * unexplained; that choice may be none of them. Otherwise nothing.
     *
     * @param unexplained the day's units at Azure less what is known to be accepted
     */
    public static Optional<Set<UUID>> booked(List<Doubtful> doubtful, BigDecimal unexplained) {
        if (doubtful.isEmpty() || doubtful.size() > MOST_DOUBTFUL || !isWhole(unexplained)) {
            return Optional.empty();
        }
        var half = doubtful.size() / 2;
        var left = choices(doubtful.subList(0, half));
        var right = choices(doubtful.subList(half, doubtful.size()));
        var goal = unexplained.longValueExact();

        var byUnits = left.stream().collect(Collectors.groupingBy(Choice::units));
        Choice found = null;
        for (var one : right) {
            for (var other : byUnits.getOrDefault(goal - one.units(), List.of())) {
                if (found != null) {
                    return Optional.empty();
                }
                found = other.and(one);
            }
        }
        return Optional.ofNullable(found).map(choice -> Set.copyOf(choice.ids()));
    }

    private record Choice(long units, List<UUID> ids) {

        Choice and(Choice other) {
            var all = new ArrayList<>(ids);
            all.addAll(other.ids());
            return new Choice(Math.addExact(units, other.units()), all);
        }
    }

    /** Every choice out of at most a dozen records, the empty one included. */
    private static List<Choice> choices(List<Doubtful> records) {
        var choices = new ArrayList<Choice>(List.of(new Choice(0, List.of())));
        for (var record : records) {
            var with = new Choice(record.units(), List.of(record.id()));
            choices.addAll(choices.stream().map(choice -> choice.and(with)).toList());
        }
        return choices;
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() >= 0
                && number.stripTrailingZeros().scale() <= 0
                && number.toBigInteger().bitLength() < Long.SIZE;
    }
}
