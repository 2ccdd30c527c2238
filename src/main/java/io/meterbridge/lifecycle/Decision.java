package io.meterbridge.lifecycle;

import java.util.List;

/** What an event does to a contract. */
public sealed interface Decision {

    /**
     * The contract as it is from now on.
     *
     * @param changes what the seller is told, in the order in which it happened; may be none
     */
    record Changed(Life life, List<Change> changes) implements Decision {
    }

    /**
     * It cannot be decided yet.
     *
     * @param life the contract with what the event said, kept for the event it waits for; or as it was
     */
    record Later(String reason, Life life) implements Decision {
    }

    /** It changes nothing, now or later. */
    record Ignored(String reason) implements Decision {
    }

    /** It contradicts what the marketplace says: a human has to look. */
    record Conflict(String reason) implements Decision {
    }
}
