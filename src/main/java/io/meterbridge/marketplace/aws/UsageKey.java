package io.meterbridge.marketplace.aws;

import io.meterbridge.marketplace.RecordToSend;
import java.time.Instant;
import java.util.Objects;

/**
 * What tells one record of a call from the others in its answer. AWS numbers nothing, so results
 * are matched on who used how much of what when.
 *
 * @param user      licence, customer identifier or account, with its kind in front
 * @param dimension the usage dimension
 * @param hour      the record's timestamp
 */
public record UsageKey(String user, String dimension, Instant hour) {

    public UsageKey {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(hour, "hour");
    }

    /**
     * The key of a usage record as AWS repeats it.
     *
     * @return null when the record names no buyer, no dimension or no hour
     */
    public static UsageKey of(
            String licenseArn,
            String customerIdentifier,
            String account,
            String dimension,
            Instant hour) {
        var user = userOf(licenseArn, customerIdentifier, account);
        return user == null || dimension == null || hour == null
                ? null : new UsageKey(user, dimension, hour);
    }

    /** The key under which AWS will answer for a record. */
    static UsageKey of(RecordToSend item) {
        var identity = item.identity();
        return of(
                identity.get(AwsIdentity.LICENSE_ARN),
                identity.get(AwsIdentity.CUSTOMER_IDENTIFIER),
                identity.get(AwsIdentity.CUSTOMER_ACCOUNT),
                item.dimension(),
                item.hour());
    }

    /**
     * An account may hold several licences, so the licence names the user wherever there is one.
     */
    private static String userOf(String licenseArn, String customerIdentifier, String account) {
        if (isText(licenseArn)) {
            return "license " + AwsLicense.idOf(licenseArn);
        }
        if (isText(customerIdentifier)) {
            return "customer " + customerIdentifier;
        }
        return isText(account) ? "account " + account : null;
    }

    private static boolean isText(String text) {
        return text != null && !text.isBlank();
    }
}
