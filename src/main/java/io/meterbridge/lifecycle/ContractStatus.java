package io.meterbridge.lifecycle;

/** How far a contract is; the words of the API's {@code status}. */
public enum ContractStatus {
    /** Bought, not in service yet. */
    PENDING,
    /** In service. */
    ACTIVE,
    /** Out of service until the buyer pays: Azure, and a state of Google Cloud. */
    SUSPENDED,
    /** In service until its term ends. */
    ENDING,
    /** Over. */
    CANCELLED;

    /** Whether its usage is or was just now taken by the marketplace. */
    public boolean isLive() {
        return this == ACTIVE || this == SUSPENDED || this == ENDING;
    }
}
