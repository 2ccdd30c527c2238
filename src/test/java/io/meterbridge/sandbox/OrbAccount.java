package io.meterbridge.sandbox;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One account of the simulated Orb: its subscriptions and its rate limits. Thread-safe. */
public final class OrbAccount {

    private final InstantSource clock;
    private final Map<String, OrbSubscription> subscriptions = new ConcurrentHashMap<>();
    private final List<OrbSubscription> oldestFirst = new ArrayList<>();
    private final RateLimit analytics;
    private final RateLimit reads;

    OrbAccount(OrbMode mode, InstantSource clock) {
        this.clock = clock;
        this.analytics = new RateLimit(mode.analyticsPerSecond);
        this.reads = new RateLimit(mode.readsPerSecond);
    }

    /** Adds a subscription. */
    public OrbSubscription addSubscription(String id) {
        var subscription = new OrbSubscription(id, clock);
        if (subscriptions.putIfAbsent(id, subscription) != null) {
            throw new IllegalArgumentException("There is a subscription " + id + " already");
        }
        synchronized (oldestFirst) {
            oldestFirst.add(subscription);
        }
        return subscription;
    }

    /** Sets how many costs requests it answers within any second. */
    public OrbAccount analyticsPerSecond(int limit) {
        analytics.set(limit);
        return this;
    }

    /** Sets how many other reads it answers within any second. */
    public OrbAccount readsPerSecond(int limit) {
        reads.set(limit);
        return this;
    }

    /** Answers as fast as it can, for benchmarks. */
    public OrbAccount withoutRateLimits() {
        analytics.switchOff();
        reads.switchOff();
        return this;
    }

    /** How many requests its rate limits have refused. */
    public long refusedByRateLimit() {
        return analytics.refused() + reads.refused();
    }

    /**
     * The subscription with this id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public OrbSubscription subscription(String id) {
        var found = subscriptions.get(id);
        if (found == null) {
            throw new IllegalArgumentException("There is no subscription " + id);
        }
        return found;
    }

    /** The subscription with this id, or null. */
    OrbSubscription find(String id) {
        return subscriptions.get(id);
    }

    List<OrbSubscription> newestFirst() {
        synchronized (oldestFirst) {
            var copy = new ArrayList<>(oldestFirst);
            Collections.reverse(copy);
            return copy;
        }
    }

    RateLimit analytics() {
        return analytics;
    }

    RateLimit reads() {
        return reads;
    }
}
