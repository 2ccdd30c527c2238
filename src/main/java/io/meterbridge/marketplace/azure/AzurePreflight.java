package io.meterbridge.marketplace.azure;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.marketplace.RecordToSend;
import java.util.List;

/**
 * Batches Azure would refuse are refused before they are sent. One bad record in a batch of several
 * makes the caller split the batch.
 */
public final class AzurePreflight {

    private AzurePreflight() {
    }

    /** Empty when the batch may be sent; otherwise one answer for each record. */
    public static List<Answer> of(Batch batch) {
        var reason = whyNot(batch);
        if (reason == null) {
            return List.of();
        }
        var outcome = batch.records().size() > 1 ? Outcome.BATCH_REFUSED : Outcome.REFUSED;
        return batch.answerAll(outcome, "refused-before-sending", reason, null);
    }

    private static Reason whyNot(Batch batch) {
        for (var item : batch.records()) {
            var reason = whyNot(item);
            if (reason != null) {
                return reason;
            }
        }
        return batch.records().size() > AzureLimits.MAX_RECORDS ? Reason.INVALID_REQUEST : null;
    }

    /** A zero is refused for ever, so it is never sent. */
    private static Reason whyNot(RecordToSend item) {
        if (item.quantity() < 1 || item.quantity() > AzureLimits.MAX_QUANTITY) {
            return Reason.INVALID_QUANTITY;
        }
        if (!isId(item.dimension())) {
            return Reason.INVALID_USAGE_DIMENSION;
        }
        if (!AzureIdentity.isResource(item.identity().get(AzureIdentity.RESOURCE))) {
            return Reason.CUSTOMER_IDENTIFIER_MISSING;
        }
        return isId(item.plan()) ? null : Reason.INVALID_PRODUCT_CODE;
    }

    private static boolean isId(String text) {
        return text != null && !text.isBlank() && text.length() <= AzureLimits.MAX_ID_LENGTH;
    }
}
