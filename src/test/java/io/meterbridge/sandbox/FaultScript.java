package io.meterbridge.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What goes wrong at one endpoint, call by call. Planned faults are used up in the order they were
 * planned; when none is planned, a storm may strike; otherwise the call goes well. Thread-safe.
 */
public final class FaultScript {

    /** The kinds that need no further detail, so that a storm can draw them. */
    private static final Set<FaultKind> STORM_KINDS = Set.of(
            FaultKind.THROTTLE, FaultKind.SERVER_ERROR, FaultKind.DELAY,
            FaultKind.CLOSE_WITHOUT_ANSWER, FaultKind.LOSE_ANSWER, FaultKind.TRUNCATE,
            FaultKind.GARBAGE, FaultKind.PARTIAL_BATCH);
    private static final int LONGEST_STORM_DELAY_MILLIS = 30;
    private static final int LARGEST_BATCH = 25;

    private final List<Planned> plan = new ArrayList<>();
    private final EnumMap<FaultKind, Long> fired = new EnumMap<>(FaultKind.class);
    private Map<FaultKind, Integer> stormPerThousand = Map.of();
    private Random stormRandom;

    /** Plans what the next calls meet. */
    public Upcoming next(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("At least one call, not " + calls);
        }
        return new Upcoming(this, calls, path -> true);
    }

    /** Plans what every call meets until {@link #calm()}. */
    public Upcoming always() {
        return next(Integer.MAX_VALUE);
    }

    /**
     * Strikes at random, the same sequence for the same seed.
     *
     * @param perThousand how many of a thousand calls meet each kind of fault, in the mean
     */
    public synchronized void storm(long seed, Map<FaultKind, Integer> perThousand) {
        var sum = perThousand.values().stream().mapToInt(Integer::intValue).sum();
        if (sum > 1000 || !STORM_KINDS.containsAll(perThousand.keySet())) {
            throw new IllegalArgumentException("Not a storm: " + perThousand);
        }
        stormPerThousand = new EnumMap<>(perThousand);
        stormRandom = new Random(seed);
    }

    /** Ends the storm and forgets every fault that is still planned. */
    public synchronized void calm() {
        stormPerThousand = Map.of();
        plan.clear();
    }

    /** How often this kind of fault has struck. */
    public synchronized long fired(FaultKind kind) {
        return fired.getOrDefault(kind, 0L);
    }

    /** How often each kind of fault has struck; kinds that never did are absent. */
    public synchronized Map<FaultKind, Long> fired() {
        return new EnumMap<>(fired);
    }

    synchronized Fault take(String path) {
        var fault = planned(path);
        if (fault.kind() == FaultKind.NONE) {
            fault = drawn();
        }
        if (fault.kind() != FaultKind.NONE) {
            fired.merge(fault.kind(), 1L, Long::sum);
        }
        return fault;
    }

    synchronized void add(Fault fault, int calls, Predicate<String> path) {
        plan.add(new Planned(fault, calls, path));
    }

    private Fault planned(String path) {
        for (var i = 0; i < plan.size(); i++) {
            var planned = plan.get(i);
            if (planned.path().test(path)) {
                if (planned.calls() == 1) {
                    plan.remove(i);
                } else if (planned.calls() < Integer.MAX_VALUE) {
                    plan.set(i, planned.oneLess());
                }
                return planned.fault();
            }
        }
        return Fault.NONE;
    }

    private Fault drawn() {
        if (stormPerThousand.isEmpty()) {
            return Fault.NONE;
        }
        var draw = stormRandom.nextInt(1000);
        for (var entry : stormPerThousand.entrySet()) {
            draw -= entry.getValue();
            if (draw < 0) {
                return stormFault(entry.getKey());
            }
        }
        return Fault.NONE;
    }

    private Fault stormFault(FaultKind kind) {
        if (kind == FaultKind.DELAY) {
            var millis = 1 + stormRandom.nextInt(LONGEST_STORM_DELAY_MILLIS);
            return Fault.delayedBy(Duration.ofMillis(millis));
        }
        if (kind == FaultKind.PARTIAL_BATCH) {
            return Fault.leavingUnprocessed(1 + stormRandom.nextInt(LARGEST_BATCH));
        }
        return Fault.of(kind);
    }

    private record Planned(Fault fault, int calls, Predicate<String> path) {

        Planned oneLess() {
            return new Planned(fault, calls - 1, path);
        }
    }

    /** A number of coming calls, still to be told what they meet. */
    public static final class Upcoming {

        private final FaultScript script;
        private final int calls;
        private final Predicate<String> path;

        private Upcoming(FaultScript script, int calls, Predicate<String> path) {
            this.script = script;
            this.calls = calls;
            this.path = path;
        }

        /** Means only calls whose path holds this text, for example one subscription's id. */
        public Upcoming to(String partOfPath) {
            return new Upcoming(script, calls, any -> any.contains(partOfPath));
        }

        /** Answers this instead of doing the work. */
        public FaultScript answer(int status, Map<String, String> headers, String body) {
            return plan(Fault.answering(SandboxAnswer.text(status, headers, body)));
        }

        /** Answers with the service's own "too many requests". */
        public FaultScript throttle() {
            return plan(Fault.of(FaultKind.THROTTLE));
        }

        /** Answers with the service's own internal error. */
        public FaultScript serverError() {
            return plan(Fault.of(FaultKind.SERVER_ERROR));
        }

        /** Waits in real time, then does the work and answers. */
        public FaultScript delay(Duration delay) {
            return plan(Fault.delayedBy(delay));
        }

        /** Closes the connection before the work. */
        public FaultScript closeWithoutAnswer() {
            return plan(Fault.of(FaultKind.CLOSE_WITHOUT_ANSWER));
        }

        /** Does and remembers the work, then closes the connection. */
        public FaultScript loseAnswerAfterAccept() {
            return plan(Fault.of(FaultKind.LOSE_ANSWER));
        }

        /** Does and remembers the work, then sends half of the answer. */
        public FaultScript truncate() {
            return plan(Fault.of(FaultKind.TRUNCATE));
        }

        /** Does and remembers the work, then answers 200 with something that is not JSON. */
        public FaultScript garbage() {
            return plan(Fault.of(FaultKind.GARBAGE));
        }

        /** Leaves the last records of the batch unprocessed. */
        public FaultScript partialBatch(int unprocessed) {
            return plan(Fault.leavingUnprocessed(unprocessed));
        }

        /** Lets the calls wait before the work. */
        public Hold holdBeforeWork() {
            return hold(FaultKind.HOLD_BEFORE_WORK);
        }

        /** Does and remembers the work, then lets the answers wait. */
        public Hold holdAfterWork() {
            return hold(FaultKind.HOLD_AFTER_WORK);
        }

        private Hold hold(FaultKind kind) {
            var hold = new Hold();
            plan(Fault.heldAt(kind, hold));
            return hold;
        }

        private FaultScript plan(Fault fault) {
            script.add(fault, calls, path);
            return script;
        }
    }
}
