package io.meterbridge.marketplace.gcp;

import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import java.util.Map;
import java.util.Optional;

/** What the HTTP status of a refused call says. Each of these proves that nothing was booked. */
final class GcpError {

    private static final GcpMeaning NO_ACCESS =
            GcpMeaning.of(Outcome.CREDENTIALS, Reason.EXTERNAL_ACCESS_DENIED);

    private static final Map<Integer, GcpMeaning> BY_STATUS = Map.of(
            400, GcpMeaning.of(Outcome.REFUSED, Reason.INVALID_REQUEST),
            401, NO_ACCESS,
            // rights, or a service account that the Producer Portal does not know: Google does not say
            403, NO_ACCESS,
            404, GcpMeaning.of(Outcome.REFUSED, Reason.INVALID_PRODUCT_CODE),
            413, GcpMeaning.of(Outcome.REFUSED, Reason.INVALID_REQUEST),
            429, GcpMeaning.of(Outcome.LATER, Reason.EXTERNAL_TOO_MANY_REQUESTS));

    private GcpError() {
    }

    /** Empty for a status that proves nothing, a server's error above all. */
    static Optional<GcpMeaning> ofStatus(int status) {
        return Optional.ofNullable(BY_STATUS.get(status));
    }

    /** True when another record of the same call may be the one that caused it. */
    static boolean isAboutOneRecord(int status) {
        return status == 400 || status == 413;
    }
}
