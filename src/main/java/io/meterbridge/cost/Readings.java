package io.meterbridge.cost;

import io.meterbridge.cost.ReadingResult.NotUsable;
import io.meterbridge.cost.ReadingResult.Problem;
import io.meterbridge.cost.ReadingResult.Read;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Understands Orb's answers. */
public final class Readings {

    /** Stands for all prices of a bucket that Orb shows without any. */
    static final String ALL_PRICES = "all-prices";

    private Readings() {}

    /**
     * Reads one answer on top of what is known.
     *
     * @return the reading, or why the hour must stay open
     */
    public static ReadingResult read(CostReply reply, ReadingTerms terms) {
        if (reply.buckets().isEmpty() && expectsCost(reply, terms)) {
            return new NotUsable(Problem.EMPTY_ANSWER, "Orb answered without any cost bucket");
        }
        var foreign = foreignCurrency(reply, terms.currency());
        if (foreign.isPresent()) {
            return new NotUsable(Problem.CURRENCY_MISMATCH, foreign.get());
        }
        var startsWithPrices = startsWithPrices(reply);
        var days = new HashMap<SeriesKey, NavigableMap<Instant, BigDecimal>>();
        for (var bucket : reply.buckets()) {
            if (bucket.prices().isEmpty() && !startsWithPrices.contains(bucket.start())) {
                if (terms.basis() == CostBasis.USAGE && bucket.total().signum() != 0) {
                    return new NotUsable(
                            Problem.PRICES_MISSING, "a bucket with money shows no prices");
                }
                put(
                        days,
                        new SeriesKey(bucket.start(), ALL_PRICES),
                        bucket,
                        wholeBucket(bucket, terms));
            }
            for (var price : bucket.prices()) {
                put(
                        days,
                        new SeriesKey(bucket.start(), price.priceId()),
                        bucket,
                        terms.basis().of(price));
            }
        }
        tellPriceByPrice(reply, terms, startsWithPrices, days);
        var sealedShownTo = removeSealed(days, terms.sealedKeys());
        return new Read(
                new CostReading(reply, merge(reply, terms, days), days, terms, sealedShownTo));
    }

    /**
     * What was once shown without prices and now is shown with them counts once: price by price.
     */
    private static void tellPriceByPrice(
            CostReply reply,
            ReadingTerms terms,
            Set<Instant> startsWithPrices,
            Map<SeriesKey, NavigableMap<Instant, BigDecimal>> days) {
        var replaced = new HashSet<SeriesKey>();
        for (var known : terms.known()) {
            if (known.key().priceId().equals(ALL_PRICES)
                    && startsWithPrices.contains(known.key().start())) {
                replaced.add(known.key());
            }
        }
        for (var bucket : reply.buckets()) {
            var key = new SeriesKey(bucket.start(), ALL_PRICES);
            if (replaced.contains(key)) {
                days.computeIfAbsent(key, k -> new TreeMap<>()).put(bucket.end(), BigDecimal.ZERO);
            }
        }
    }

    /** Takes sealed series out and says until when the answer showed any of them, or null. */
    private static Instant removeSealed(
            Map<SeriesKey, NavigableMap<Instant, BigDecimal>> days, Set<SeriesKey> sealed) {
        Instant shownTo = null;
        for (var key : sealed) {
            var buckets = days.remove(key);
            if (buckets != null && (shownTo == null || buckets.lastKey().isAfter(shownTo))) {
                shownTo = buckets.lastKey();
            }
        }
        return shownTo;
    }

    /**
     * A subscription that once had a series, or whose first window lies in the past, is never
     * "empty".
     */
    private static boolean expectsCost(CostReply reply, ReadingTerms terms) {
        return !terms.known().isEmpty()
                || terms.sealed().gross().signum() != 0
                || terms.periodStart() != null && !terms.periodStart().isAfter(reply.readAt());
    }

    private static Optional<String> foreignCurrency(CostReply reply, String currency) {
        return reply.buckets().stream()
                .flatMap(bucket -> bucket.prices().stream())
                .filter(
                        price ->
                                price.currency() != null
                                        && !price.currency().equalsIgnoreCase(currency))
                .findFirst()
                .map(
                        price ->
                                "price %s is in %s, the listing in %s"
                                        .formatted(price.priceId(), price.currency(), currency));
    }

    private static Set<Instant> startsWithPrices(CostReply reply) {
        var starts = new HashSet<Instant>();
        for (var bucket : reply.buckets()) {
            if (!bucket.prices().isEmpty()) {
                starts.add(bucket.start());
            }
        }
        return starts;
    }

    private static BigDecimal wholeBucket(CostBucket bucket, ReadingTerms terms) {
        return terms.basis() == CostBasis.SUBTOTAL ? bucket.subtotal() : bucket.total();
    }

    /** Two rows of one price in one bucket (for example two groups of it) are one running total. */
    private static void put(
            Map<SeriesKey, NavigableMap<Instant, BigDecimal>> days,
            SeriesKey key,
            CostBucket bucket,
            BigDecimal amount) {
        days.computeIfAbsent(key, k -> new TreeMap<>())
                .merge(bucket.end(), amount, BigDecimal::add);
    }

    private static List<Series> merge(
            CostReply reply,
            ReadingTerms terms,
            Map<SeriesKey, NavigableMap<Instant, BigDecimal>> days) {
        var merged = new TreeMap<SeriesKey, Series>();
        for (var known : terms.known()) {
            boolean expected =
                    known.lastEnd().isAfter(reply.from())
                            && known.key().start().isBefore(reply.to());
            merged.put(known.key(), expected ? known.missing(reply.readAt()) : known);
        }
        days.forEach(
                (key, buckets) -> {
                    // The newest answer holds, even if the series now ends earlier than it did: a
                    // subscription
                    // that is ended in the past takes its last days back.
                    var known = merged.get(key);
                    var last = buckets.lastEntry();
                    merged.put(
                            key,
                            new Series(
                                    key,
                                    last.getValue(),
                                    baseline(reply, terms, key, buckets, known),
                                    last.getKey(),
                                    terms.periodEndOf(key, last.getKey()),
                                    null));
                });
        return new ArrayList<>(merged.values());
    }

    /**
     * The value at the baseline instant, read again in the same answer for as long as it shows
     * (M-02).
     */
    private static BigDecimal baseline(
            CostReply reply,
            ReadingTerms terms,
            SeriesKey key,
            NavigableMap<Instant, BigDecimal> buckets,
            Series known) {
        var at = terms.baselineAt();
        if (at == null || !key.start().isBefore(at)) {
            return BigDecimal.ZERO;
        }
        var bucket = buckets.floorEntry(at);
        if (bucket != null) {
            return bucket.getValue();
        }
        return known == null || !reply.from().isAfter(key.start())
                ? BigDecimal.ZERO
                : known.baseline();
    }
}
