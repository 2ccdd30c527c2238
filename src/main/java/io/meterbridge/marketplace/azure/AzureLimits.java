package io.meterbridge.marketplace.azure;

import java.time.Duration;

/** The bounds of one batchUsageEvent call (reference: Microsoft's metering service APIs). */
public final class AzureLimits {

    /** The most records one call may carry; one more and the whole call is refused. */
    public static final int MAX_RECORDS = 25;

    /**
     * The most units one record may carry. Microsoft documents no bound; a JSON double holds every
     * whole number up to here and far beyond, and the rest of an amount waits for the next hour.
     */
    public static final long MAX_QUANTITY = 2_147_483_647L;

    /** The longest dimension or plan id that is sent; Microsoft's own are at most 50 characters. */
    public static final int MAX_ID_LENGTH = 255;

    /** Usage older than this is refused, as is usage that lies in the future. */
    public static final Duration MAX_AGE = Duration.ofHours(24);

    private AzureLimits() {
    }
}
