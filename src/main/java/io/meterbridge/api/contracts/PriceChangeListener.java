package io.meterbridge.api.contracts;

import java.util.UUID;

/** Hears of every price learnt after a contract's first one, inside the transaction that stores it. */
public interface PriceChangeListener {

    /**
     * A new price is known; it may hold from an instant that has passed (money.md M-08).
     *
     * @param snapshotId the row of {@code price_snapshot}
     */
    void priceChanged(UUID sellerId, UUID contractId, long snapshotId);
}
