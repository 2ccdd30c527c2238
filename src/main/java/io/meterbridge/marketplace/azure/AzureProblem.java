package io.meterbridge.marketplace.azure;

import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.marketplace.RecordToSend;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a refusal says about the record it is about. Azure checks a record before it books it, so
 * each of these proves that nothing was booked.
 *
 * @param outcome what it means for that record
 * @param reason  why, in the seller's words
 */
record AzureProblem(Outcome outcome, Reason reason) {

    private static final AzureProblem NO_SUBSCRIPTION = refused(Reason.CUSTOMER_NOT_ENTITLED);
    private static final AzureProblem NO_DIMENSION = refused(Reason.INVALID_USAGE_DIMENSION);
    private static final AzureProblem NO_QUANTITY = refused(Reason.INVALID_QUANTITY);

    private static final Map<String, AzureProblem> BY_STATUS = Map.of(
            "ResourceNotFound", NO_SUBSCRIPTION,
            "ResourceNotActive", NO_SUBSCRIPTION,
            // the offer names another Entra application than the one that signed in
            "ResourceNotAuthorized", refused(Reason.EXTERNAL_PRODUCT_MISCONFIGURED),
            "InvalidDimension", NO_DIMENSION,
            "InvalidQuantity", NO_QUANTITY);

    private static final Map<String, AzureProblem> BY_TARGET = Map.of(
            "dimension", NO_DIMENSION,
            "quantity", NO_QUANTITY,
            "resourceId", NO_SUBSCRIPTION,
            "planId", refused(Reason.INVALID_PRODUCT_CODE));

    /**
     * The meaning of a record's status, if it is one that proves something.
     *
     * @param problem what came with it, or null
     */
    static Optional<AzureProblem> ofStatus(
            String status, AzureReply.Problem problem, RecordToSend item, Instant now) {
        return switch (status) {
            case "Expired" -> Optional.of(expired(item, now));
            case "BadArgument" -> Optional.of(badArgument(problem, item, now));
            default -> Optional.ofNullable(BY_STATUS.get(status));
        };
    }

    /** What a malformed call says, once its only record is known to be the cause. */
    static AzureProblem badArgument(AzureReply.Problem problem, RecordToSend item, Instant now) {
        if (problem == null) {
            return refused(Reason.INVALID_REQUEST);
        }
        if (problem.targets().contains("effectiveStartTime")) {
            return expired(item, now);
        }
        return BY_TARGET.entrySet().stream()
                .filter(target -> problem.targets().contains(target.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(refused(Reason.INVALID_REQUEST));
    }

    /**
     * Azure says the same of usage from too long ago and of usage from the future. By our clock
     * every hour is over before it is sent, so a young one means that clocks differ: it is tried
     * again. An old one is gone.
     */
    private static AzureProblem expired(RecordToSend item, Instant now) {
        var half = item.hour().plus(AzureLimits.MAX_AGE.dividedBy(2));
        return now.isBefore(half)
                ? new AzureProblem(Outcome.LATER, Reason.EXTERNAL_SERVICE_ERROR)
                : new AzureProblem(Outcome.CLOSED, Reason.WINDOW_CLOSED);
    }

    private static AzureProblem refused(Reason reason) {
        return new AzureProblem(Outcome.REFUSED, reason);
    }
}
