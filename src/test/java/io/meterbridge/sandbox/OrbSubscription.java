package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A subscription of a simulated Orb account: its prices, what they have cost, and how its answers
 * are to be bent. New ones are monthly from the first of the clock's month, in UTC and US dollars.
 * Thread-safe.
 */
public final class OrbSubscription {

    private final String id;
    private final InstantSource clock;
    private final Instant createdAt;
    private final State state = new State();
    private ZoneId timezone = ZoneId.of("Etc/UTC");
    private Instant start;
    private Instant end;
    private Integer cycleDay;
    private String currency = "USD";
    private Random shuffle;
    private boolean answersEmpty;
    private final Set<String> dropped = new HashSet<>();

    OrbSubscription(String id, InstantSource clock) {
        this.id = id;
        this.clock = clock;
        this.createdAt = clock.instant();
        this.start = createdAt.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC).toInstant();
        state.minimums.add(new PlanMinimum(BigDecimal.ZERO, Instant.MIN, null));
    }

    public String id() {
        return id;
    }

    /** Sets the customer's timezone; days and periods turn over at its midnights. */
    public synchronized OrbSubscription timezone(String ianaName) {
        timezone = ZoneId.of(ianaName);
        return this;
    }

    /** Sets the start, and with it the billing cycle day unless one was set. Before any price. */
    public synchronized OrbSubscription startsAt(Instant newStart) {
        if (!state.intervals.isEmpty()) {
            throw new IllegalStateException("Set the start before the first price");
        }
        start = newStart;
        return this;
    }

    /** Sets the day of month on which billing periods turn over; 31 means the month's last day. */
    public synchronized OrbSubscription billingCycleDay(int day) {
        cycleDay = day;
        return this;
    }

    /** Ends the subscription at an instant, which may be past or future; null reopens it. */
    public synchronized OrbSubscription endsAt(Instant newEnd) {
        end = newEnd;
        return this;
    }

    /** Sets the currency of customer and plan; prices carry their own. */
    public synchronized OrbSubscription currency(String code) {
        currency = code;
        return this;
    }

    /** Adds a price from the subscription's start. */
    public synchronized OrbSubscription price(OrbPrice price) {
        return priceFrom(start, price);
    }

    /** Adds a price from an instant on, in Orb's words an add-on. */
    public synchronized OrbSubscription priceFrom(Instant from, OrbPrice price) {
        state.intervals.add(new PriceInterval(price, from, null));
        return this;
    }

    /** Ends a price at an instant; what it cost after that instant no longer counts. */
    public synchronized OrbSubscription endPrice(String priceId, Instant at) {
        state.intervals.replaceAll(interval ->
                interval.price().id().equals(priceId) ? interval.endingAt(at) : interval);
        return this;
    }

    /** Changes the plan: every open price ends, the given ones begin; the minimum is kept. */
    public synchronized OrbSubscription changePlan(Instant at, OrbPrice... prices) {
        state.intervals.replaceAll(interval ->
                interval.end() == null ? interval.endingAt(at) : interval);
        var last = state.minimums.size() - 1;
        var old = state.minimums.get(last);
        state.minimums.set(last, old.endingAt(at));
        state.minimums.add(new PlanMinimum(old.amount(), at, null));
        List.of(prices).forEach(price -> priceFrom(at, price));
        return this;
    }

    /** Sets the newest plan's minimum per billing period; zero takes it away. */
    public synchronized OrbSubscription minimum(BigDecimal perPeriod) {
        state.minimums.replaceAll(plan -> plan.end() == null ? plan.of(perPeriod) : plan);
        return this;
    }

    /** Discounts every price, also what was already used; 100 is a trial. */
    public synchronized OrbSubscription discount(BigDecimal percent) {
        state.discountOnAll = percent;
        return this;
    }

    /** Discounts one price, also what was already used of it. */
    public synchronized OrbSubscription discount(String priceId, BigDecimal percent) {
        state.discountOnPrice.put(priceId, percent);
        return this;
    }

    /** Adds usage that Orb learns of as it happens; an instant to come counts from then on. */
    public synchronized OrbSubscription cost(String priceId, Instant at, BigDecimal amount) {
        return lateCost(priceId, at, at, amount);
    }

    /** Adds usage whose event reaches Orb late. */
    public synchronized OrbSubscription lateCost(
            String priceId, Instant at, Instant visibleFrom, BigDecimal amount) {
        var known = state.intervals.stream().anyMatch(interval ->
                interval.price().id().equals(priceId) && interval.contains(at));
        if (!known) {
            throw new IllegalArgumentException(priceId + " is no price of " + id + " at " + at);
        }
        state.entries.computeIfAbsent(priceId, any -> new ArrayList<>())
                .add(new CostEntry(at, visibleFrom, amount));
        return this;
    }

    /** Corrects past usage with effect from now; a negative amount lets the cost fall. */
    public synchronized OrbSubscription correct(String priceId, Instant at, BigDecimal amount) {
        return lateCost(priceId, at, clock.instant(), amount);
    }

    /** Lets a price's cost grow with the clock from now on, the same way for the same seed. */
    public synchronized OrbSubscription grows(String priceId, BigDecimal meanPerHour, long seed) {
        state.living.put(priceId, new LivingCost(clock.instant(), meanPerHour, seed));
        return this;
    }

    /** Chooses how answers treat prices that ended inside the period. */
    public synchronized OrbSubscription endedPrices(EndedPrices behaviour) {
        state.endedPrices = behaviour;
        return this;
    }

    /** Sends the buckets of every answer in a new random order, the same for the same seed. */
    public synchronized OrbSubscription shuffle(long seed) {
        shuffle = new Random(seed);
        return this;
    }

    /** Answers every costs request with an empty list, or stops doing so. */
    public synchronized OrbSubscription answersEmpty(boolean empty) {
        answersEmpty = empty;
        return this;
    }

    /** Leaves a price out of every answer although it goes on costing. */
    public synchronized OrbSubscription dropSeries(String priceId) {
        dropped.add(priceId);
        return this;
    }

    /** Brings a dropped price back. */
    public synchronized OrbSubscription restoreSeries(String priceId) {
        dropped.remove(priceId);
        return this;
    }

    /** The truth: the cost of every series that ever began, as Orb would sum it up now. */
    public synchronized BigDecimal costSoFar(CostBasis basis) {
        var now = clock.instant();
        return new OrbCosts(state, cycle(), now).costSoFar(basis);
    }

    /** The buckets of an answer for a window of local days. */
    synchronized List<CostBucket> answer(Instant from, Instant to) {
        if (answersEmpty) {
            return List.of();
        }
        var buckets = new OrbCosts(state, cycle(), clock.instant()).buckets(from, to);
        if (!dropped.isEmpty()) {
            buckets = buckets.stream().map(this::withoutDropped)
                    .filter(bucket -> !bucket.rows().isEmpty()).toList();
        }
        if (shuffle == null) {
            return buckets;
        }
        var shuffled = new ArrayList<>(buckets);
        Collections.shuffle(shuffled, shuffle);
        return shuffled;
    }

    synchronized View view() {
        var cycle = cycle();
        var now = clock.instant();
        return new View(id, createdAt, cycle, currency, status(now), now,
                List.copyOf(state.intervals));
    }

    private CostBucket withoutDropped(CostBucket bucket) {
        var rows = bucket.rows().stream()
                .filter(row -> !dropped.contains(row.price().id())).toList();
        return new CostBucket(bucket.start(), bucket.end(), rows);
    }

    private BillingCycle cycle() {
        var day = cycleDay != null ? cycleDay : start.atZone(timezone).getDayOfMonth();
        return new BillingCycle(timezone, day, start, end);
    }

    private String status(Instant now) {
        if (start.isAfter(now)) {
            return "upcoming";
        }
        return end != null && !end.isAfter(now) ? "ended" : "active";
    }

    /** What the arithmetic reads; guarded by the subscription's lock. */
    static final class State {

        final List<PriceInterval> intervals = new ArrayList<>();
        final List<PlanMinimum> minimums = new ArrayList<>();
        final Map<String, List<CostEntry>> entries = new HashMap<>();
        final Map<String, LivingCost> living = new HashMap<>();
        final Map<String, BigDecimal> discountOnPrice = new HashMap<>();
        BigDecimal discountOnAll = BigDecimal.ZERO;
        EndedPrices endedPrices = EndedPrices.STAY_WITH_THEIR_SERIES;

        BigDecimal discountPercent(String priceId) {
            return discountOnPrice.getOrDefault(priceId, discountOnAll);
        }
    }

    /** How the subscription looks at one instant. */
    record View(String id, Instant createdAt, BillingCycle cycle, String currency, String status,
            Instant now, List<PriceInterval> intervals) {

        /** The period that holds now, or null unless active. */
        BillingPeriod currentPeriod() {
            return status.equals("active") ? lastPeriod() : null;
        }

        /** The newest period that has begun, or null when none has. */
        BillingPeriod lastPeriod() {
            var begun = cycle.begunBy(now);
            return begun.isEmpty() ? null : begun.get(begun.size() - 1);
        }
    }
}
