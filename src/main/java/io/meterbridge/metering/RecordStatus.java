package io.meterbridge.metering;

import java.util.Locale;

/** Where a metering record is on its way; docs/ledger.md draws the arrows. */
public enum RecordStatus {
    HELD,
    FROZEN,
    SENDING,
    UNKNOWN,
    ACCEPTED,
    REJECTED,
    EXPIRED,
    RETURNED,
    WRITTEN_OFF,
    SHADOW;

    /** The name used in the API and the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the record's value counts as told to the marketplace. */
    public boolean isCommitted() {
        return switch (this) {
            case HELD, FROZEN, SENDING, UNKNOWN, ACCEPTED -> true;
            case REJECTED, EXPIRED, RETURNED, WRITTEN_OFF, SHADOW -> false;
        };
    }
}
