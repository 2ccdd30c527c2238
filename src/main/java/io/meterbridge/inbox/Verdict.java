package io.meterbridge.inbox;

import java.time.Duration;

/** What became of a notification. */
public sealed interface Verdict {

    /** It is applied. */
    record Done() implements Verdict {
    }

    /** It changes nothing, and never will. */
    record Ignored(String reason) implements Verdict {
    }

    /** It cannot be applied yet, for example because its contract is not known. */
    record Later(Duration after, String reason) implements Verdict {
    }

    /** A human has to look. */
    record Parked(String reason) implements Verdict {
    }

    static Verdict done() {
        return new Done();
    }

    static Verdict ignored(String reason) {
        return new Ignored(reason);
    }

    static Verdict later(Duration after, String reason) {
        return new Later(after, reason);
    }

    static Verdict parked(String reason) {
        return new Parked(reason);
    }
}
