package io.meterbridge.orb;

import java.time.Duration;

/**
 * Orb gave no cost. That is never the same as no cost: the hour stays open.
 *
 * @param kind       what to do about it
 * @param detail     what Orb said, without secrets
 * @param retryAfter how long Orb asks to wait, or null
 */
public record OrbFailure(Kind kind, String detail, Duration retryAfter) {

    /** What kind of failure it was (reference: Orb's error responses). */
    public enum Kind {
        /** 429: everybody on this Orb account waits. */
        THROTTLED,
        /** 401, 403: the key is refused; the connection is broken. */
        CREDENTIALS,
        /** 404: no such subscription; asked again with the next hour. */
        UNKNOWN_SUBSCRIPTION,
        /** 413: the window is too large; asked again with a narrow one. */
        TOO_LARGE,
        /** Other 4xx: the request itself is refused. */
        REFUSED,
        /** 5xx, timeouts, broken connections, unreadable answers: asked again soon. */
        TRANSIENT
    }

    /** A failure that says nothing about when to come back. */
    public static OrbFailure of(Kind kind, String detail) {
        return new OrbFailure(kind, detail, null);
    }
}
