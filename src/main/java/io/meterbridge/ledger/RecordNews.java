package io.meterbridge.ledger;

import java.util.UUID;

/** Tells sellers what became of their records; call it in the workers' transaction in which it happened. */
public interface RecordNews {

    /** A record waits for a human. */
    void held(UUID recordId);

    /** A marketplace refused a record for good; its units return to the balance. */
    void rejected(UUID recordId);
}
