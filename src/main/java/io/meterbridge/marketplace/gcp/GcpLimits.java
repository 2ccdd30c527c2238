package io.meterbridge.marketplace.gcp;

import io.meterbridge.marketplace.RecordToSend;

/** The bounds of one report (Service Control: no number of operations, but a size). */
public final class GcpLimits {

    /** The whole request stays below this many bytes. */
    public static final int MAX_BODY_BYTES = 1_000_000;

    /** What {@link #bytesOf} of all records of one call may add up to; the rest is its frame. */
    public static final int MAX_RECORD_BYTES = MAX_BODY_BYTES - 1_000;

    /** The most units one record may carry: beyond it a metric of doubles would lose single units. */
    public static final long MAX_QUANTITY = 1L << 53;

    /** Braces, the names of all fields, id, both times and the longest quantity. */
    private static final int BYTES_OF_FRAME = 400;

    private GcpLimits() {
    }

    /** Bytes a record takes in a request body, never less than it really takes. */
    public static int bytesOf(RecordToSend item) {
        // in JSON a character takes at most six bytes
        return BYTES_OF_FRAME + 6 * item.dimension().length()
                + 6 * item.identity().getOrDefault(GcpIdentity.CONSUMER, "").length();
    }
}
