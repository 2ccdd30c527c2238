package io.meterbridge.metering;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * In which completed hour a contract's units go that are not those of the hour just metered: usage
 * entered by hand (money.md M-05), and held units that were released (M-22).
 *
 * @param rules when the marketplace takes usage of an hour
 * @param metered the contract's life and prices
 * @param firstHour no slot before it is ever used
 * @param taken hours of the last day that carry a record, or can never be used again
 * @param ended whether the contract has just ended, so that the hour of its end is a slot too
 * @param now the time of the choice
 */
public record SlotChoice(
        MarketplaceRules rules,
        Metered metered,
        MeteringHour firstHour,
        Set<MeteringHour> taken,
        boolean ended,
        Instant now) {

    public SlotChoice {
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(metered, "metered");
        Objects.requireNonNull(firstHour, "firstHour");
        Objects.requireNonNull(now, "now");
        taken = Set.copyOf(taken);
    }

    public SlotChoice(
            MarketplaceRules rules, Metered metered, MeteringHour firstHour, Set<MeteringHour> taken, Instant now) {
        this(rules, metered, firstHour, taken, false, now);
    }

    /**
     * The slot of usage by hand: the hour it began in, once that is over and if it is free, else
     * the newest free completed hour of that billing month.
     *
     * @param fits whether an hour with these terms may carry the units
     * @return empty when the month has no free hour that the marketplace still takes
     */
    public Optional<MeteringHour> forUsage(MeteringHour start, Predicate<PricePoint> fits) {
        return isFree(start, fits)
                ? Optional.of(start)
                : newestFree(rules.monthStart(start), rules.monthEnd(start), fits);
    }

    /**
     * The slot of units that were held: the hour they were worked out for while it is free, else
     * the newest free completed hour of its billing month, else of a later one. Never an earlier
     * hour, which might lie before the series whose cost they are (money.md M-12).
     *
     * @param fits whether an hour with these terms may carry the units
     */
    public Optional<MeteringHour> forHeld(MeteringHour workedOutFor, Predicate<PricePoint> fits) {
        if (isFree(workedOutFor, fits)) {
            return Optional.of(workedOutFor);
        }
        return newestFree(workedOutFor.start(), rules.monthEnd(workedOutFor), fits)
                .or(() -> newestFree(workedOutFor.start(), now, fits));
    }

    private Optional<MeteringHour> newestFree(Instant from, Instant to, Predicate<PricePoint> fits) {
        var until = to.isBefore(now) ? to : now;
        var newest = ended ? MeteringHour.containing(until) : MeteringHour.lastCompletedAt(until);
        for (var hour = newest;
                !hour.start().isBefore(from) && takes(hour);
                hour = hour.previous()) {
            if (isFree(hour, fits)) {
                return Optional.of(hour);
            }
        }
        return Optional.empty();
    }

    private boolean isFree(MeteringHour hour, Predicate<PricePoint> fits) {
        return isSlot(hour)
                && !hour.isBefore(firstHour)
                && takes(hour)
                && !taken.contains(hour)
                && fits.test(metered.prices().at(hour));
    }

    private boolean isSlot(MeteringHour hour) {
        return !hour.end().isAfter(now) && metered.covers(hour) || ended && metered.endsWithin(hour);
    }

    /** The margin before a month's cut-off is for the hours after it; after a contract's end there are none. */
    private boolean takes(MeteringHour hour) {
        return ended ? now.isBefore(rules.lastCall(hour)) : rules.isOpen(hour, now);
    }
}
