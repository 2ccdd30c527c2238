package io.meterbridge.api.integrations;

import java.time.Instant;
import java.util.UUID;

/** Hears of a start date that was corrected before anything was frozen, inside the same transaction. */
public interface StartDateListener {

    /** The baselines of accounts mapped so far must follow the new date (money.md M-02, M-06). */
    void startDateChanged(UUID sellerId, Instant startAt);
}
