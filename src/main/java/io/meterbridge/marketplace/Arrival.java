package io.meterbridge.marketplace;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What a failed call proves about the request: that it cannot have arrived, or nothing at all
 * (money.md M-13).
 *
 * <p>This holds for a client that tries once. A client that repeats a call by itself or follows a
 * redirect may end with a refused connection after an attempt that did arrive.
 */
public enum Arrival {

    /** No byte of the request can have reached the cloud. */
    NOTHING_ARRIVED,

    /** The request, or the part of it that matters, may have reached the cloud. */
    MAY_HAVE_ARRIVED;

    /**
     * Failures of an HTTP client or of TLS from before the first byte of the request. Named, not
     * imported: this package knows no HTTP client, and a connect timeout there is a subclass of the
     * very read timeout that proves nothing.
     */
    private static final Set<String> BEFORE_THE_FIRST_BYTE = Set.of(
            "ConnectTimeoutException",
            "ConnectionRequestTimeoutException",
            "HttpHostConnectException",
            "SSLHandshakeException",
            "SSLPeerUnverifiedException");

    /** Reads a failure and everything that caused it. */
    public static Arrival of(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (isFromBeforeTheFirstByte(cause)) {
                return NOTHING_ARRIVED;
            }
        }
        return MAY_HAVE_ARRIVED;
    }

    private static boolean isFromBeforeTheFirstByte(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || BEFORE_THE_FIRST_BYTE.contains(failure.getClass().getSimpleName());
    }
}
