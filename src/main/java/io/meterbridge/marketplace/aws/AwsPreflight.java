package io.meterbridge.marketplace.aws;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.marketplace.RecordToSend;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Batches AWS would refuse, or would take and bill twice, are refused before they are sent. As with
 * AWS's own refusals, one bad record in a batch of several makes the caller split the batch.
 */
public final class AwsPreflight {

    private AwsPreflight() {
    }

    /** Empty when the batch may be sent; otherwise one answer for each record. */
    public static List<Answer> of(Batch batch) {
        var reason = whyNot(batch);
        if (reason == null) {
            return List.of();
        }
        var outcome = batch.records().size() > 1 ? Outcome.BATCH_REFUSED : Outcome.REFUSED;
        return AwsAnswers.all(batch, outcome, "refused-before-sending", reason);
    }

    private static Reason whyNot(Batch batch) {
        var bytes = 0L;
        for (var item : batch.records()) {
            var reason = whyNot(item);
            if (reason != null) {
                return reason;
            }
            bytes += AwsLimits.bytesOf(item);
        }
        var tooBig = batch.records().size() > AwsLimits.MAX_RECORDS
                || bytes > AwsLimits.MAX_RECORD_BYTES;
        return tooBig || !areForOneProduct(batch) ? Reason.INVALID_REQUEST : null;
    }

    private static Reason whyNot(RecordToSend item) {
        if (item.quantity() > AwsLimits.MAX_QUANTITY) {
            return Reason.INVALID_QUANTITY;
        }
        var dimension = item.dimension();
        if (dimension == null || dimension.isEmpty() || dimension.length() > 255) {
            return Reason.INVALID_USAGE_DIMENSION;
        }
        var identity = item.identity();
        // a licence together with a product code is billed twice
        if (isByLicense(identity) == identity.containsKey(AwsIdentity.PRODUCT_CODE)) {
            return Reason.INVALID_LICENSE;
        }
        var hasAccount = identity.containsKey(AwsIdentity.CUSTOMER_ACCOUNT);
        var hasCustomer = identity.containsKey(AwsIdentity.CUSTOMER_IDENTIFIER);
        var namesOneUser = isByLicense(identity)
                ? hasAccount && !hasCustomer : hasAccount != hasCustomer;
        return namesOneUser ? null : Reason.CUSTOMER_IDENTIFIER_MISSING;
    }

    private static boolean areForOneProduct(Batch batch) {
        var first = batch.records().get(0).identity().get(AwsIdentity.PRODUCT_CODE);
        return batch.records().stream()
                .map(item -> item.identity().get(AwsIdentity.PRODUCT_CODE))
                .allMatch(product -> Objects.equals(product, first));
    }

    private static boolean isByLicense(Map<String, String> identity) {
        return identity.containsKey(AwsIdentity.LICENSE_ARN);
    }
}
