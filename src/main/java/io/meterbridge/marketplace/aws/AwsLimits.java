package io.meterbridge.marketplace.aws;

import io.meterbridge.marketplace.RecordToSend;

/** The bounds of one BatchMeterUsage call (reference: the metering service's model). */
public final class AwsLimits {

    /** The most records one call may carry. */
    public static final int MAX_RECORDS = 25;

    /** The whole request body stays below this many bytes. */
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    /**
     * What {@link #bytesOf} of all records of one call may add up to; the rest is the body's frame.
     */
    public static final int MAX_RECORD_BYTES = MAX_BODY_BYTES - 2048;

    /** The most units one record may carry; the rest of an amount waits for the next hour. */
    public static final long MAX_QUANTITY = 2_147_483_647L;

    /** Braces, the names of all fields, the longest timestamp and quantity. */
    private static final int BYTES_OF_FRAME = 256;

    private AwsLimits() {
    }

    /** Bytes a record takes in a request body, never less than it really takes. */
    public static int bytesOf(RecordToSend item) {
        var bytes = BYTES_OF_FRAME + bytesOf(item.dimension());
        for (var value : item.identity().values()) {
            bytes += bytesOf(value);
        }
        return bytes;
    }

    /** In JSON a character takes at most six bytes, as {@code \}{@code u001f} does. */
    private static int bytesOf(String text) {
        var bytes = 2;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            bytes += c >= ' ' && c < 0x7f && c != '"' && c != '\\' ? 1 : 6;
        }
        return bytes;
    }
}
