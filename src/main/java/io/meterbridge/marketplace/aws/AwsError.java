package io.meterbridge.marketplace.aws;

import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import java.util.Map;
import java.util.Optional;

/**
 * What an error of a whole call says. AWS checks a call before it books any record of it, so each
 * of these proves that nothing was booked.
 *
 * @param outcome what it means for a record that travelled alone
 * @param reason  why, in the seller's words
 */
record AwsError(Outcome outcome, Reason reason) {

    private static final AwsError SLOW_DOWN =
            new AwsError(Outcome.LATER, Reason.EXTERNAL_TOO_MANY_REQUESTS);
    private static final AwsError NO_ACCESS =
            new AwsError(Outcome.CREDENTIALS, Reason.EXTERNAL_ACCESS_DENIED);
    private static final AwsError BAD_FORM =
            new AwsError(Outcome.REFUSED, Reason.INVALID_REQUEST);

    private static final Map<String, AwsError> BY_TYPE = Map.ofEntries(
            Map.entry("ThrottlingException", SLOW_DOWN),
            Map.entry("Throttling", SLOW_DOWN),
            Map.entry("ThrottledException", SLOW_DOWN),
            Map.entry("TooManyRequestsException", SLOW_DOWN),
            Map.entry("RequestLimitExceeded", SLOW_DOWN),
            Map.entry("TimestampOutOfBoundsException",
                    new AwsError(Outcome.CLOSED, Reason.WINDOW_CLOSED)),
            Map.entry("InvalidUsageDimensionException", refused(Reason.INVALID_USAGE_DIMENSION)),
            Map.entry("InvalidLicenseException", refused(Reason.INVALID_LICENSE)),
            Map.entry("InvalidProductCodeException", refused(Reason.INVALID_PRODUCT_CODE)),
            Map.entry("InvalidCustomerIdentifierException", refused(Reason.CUSTOMER_NOT_ENTITLED)),
            Map.entry("InvalidTagException", refused(Reason.INVALID_USAGE_ALLOCATION)),
            Map.entry("InvalidUsageAllocationsException", refused(Reason.INVALID_USAGE_ALLOCATION)),
            Map.entry("ValidationException", BAD_FORM),
            Map.entry("ValidationError", BAD_FORM),
            Map.entry("SerializationException", BAD_FORM),
            Map.entry("InvalidParameterException", BAD_FORM),
            Map.entry("InvalidParameterValueException", BAD_FORM),
            Map.entry("InvalidParameterCombinationException", BAD_FORM),
            Map.entry("MissingParameterException", BAD_FORM),
            Map.entry("RequestEntityTooLargeException", BAD_FORM),
            Map.entry("UnrecognizedClientException", NO_ACCESS),
            Map.entry("ExpiredTokenException", NO_ACCESS),
            Map.entry("ExpiredToken", NO_ACCESS),
            Map.entry("InvalidSignatureException", NO_ACCESS),
            Map.entry("SignatureDoesNotMatch", NO_ACCESS),
            Map.entry("IncompleteSignature", NO_ACCESS),
            Map.entry("IncompleteSignatureException", NO_ACCESS),
            Map.entry("MissingAuthenticationToken", NO_ACCESS),
            Map.entry("MissingAuthenticationTokenException", NO_ACCESS),
            Map.entry("InvalidClientTokenId", NO_ACCESS),
            Map.entry("RequestExpired", NO_ACCESS),
            Map.entry("OptInRequired", NO_ACCESS),
            Map.entry("NotAuthorized", NO_ACCESS),
            // the seller chose a region without metering: the lane waits until that is changed
            Map.entry("DisabledApiException",
                    new AwsError(Outcome.CREDENTIALS, Reason.REGION_NOT_SUPPORTED)));

    private static final Map<Integer, AwsError> BY_STATUS = Map.of(
            401, NO_ACCESS,
            403, NO_ACCESS,
            413, BAD_FORM,
            429, SLOW_DOWN);

    /** The meaning of an error's name, if it is one this version knows. */
    static Optional<AwsError> named(String type) {
        return type.startsWith("AccessDenied")
                ? Optional.of(NO_ACCESS) : Optional.ofNullable(BY_TYPE.get(type));
    }

    /** The meaning of an HTTP status that says enough by itself. */
    static Optional<AwsError> ofStatus(int status) {
        return Optional.ofNullable(BY_STATUS.get(status));
    }

    /** True when another record of the same call may be the one that caused it. */
    boolean isAboutOneRecord() {
        return outcome == Outcome.REFUSED || outcome == Outcome.CLOSED;
    }

    private static AwsError refused(Reason reason) {
        return new AwsError(Outcome.REFUSED, reason);
    }
}
