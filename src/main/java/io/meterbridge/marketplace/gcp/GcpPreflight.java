package io.meterbridge.marketplace.gcp;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.marketplace.RecordToSend;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Batches Google would refuse, or could not tell apart, are refused before they are sent. As with
 * Google's own refusals, one bad record in a batch of several makes the caller split the batch.
 */
public final class GcpPreflight {

    private GcpPreflight() {
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
        var bytes = 0L;
        var ids = new HashSet<String>();
        for (var item : batch.records()) {
            var reason = whyNot(item);
            if (reason != null) {
                return reason;
            }
            if (!ids.add(GcpOperation.of(item).id())) {
                return Reason.DUPLICATE_REQUEST;
            }
            bytes += GcpLimits.bytesOf(item);
        }
        return bytes > GcpLimits.MAX_RECORD_BYTES || !areForOneService(batch)
                ? Reason.INVALID_REQUEST : null;
    }

    private static Reason whyNot(RecordToSend item) {
        // usage is reported as what was added, and nothing can be taken back
        if (item.quantity() < 1 || item.quantity() > GcpLimits.MAX_QUANTITY) {
            return Reason.INVALID_QUANTITY;
        }
        var metric = item.dimension();
        if (metric == null || metric.isBlank() || metric.length() > 255) {
            return Reason.INVALID_USAGE_DIMENSION;
        }
        if (!GcpIdentity.isConsumer(item.identity().get(GcpIdentity.CONSUMER))) {
            return Reason.MISSING_GCP_CONSUMER_ID;
        }
        return GcpIdentity.isServiceName(item.identity().get(GcpIdentity.SERVICE))
                ? null : Reason.EXTERNAL_PRODUCT_MISCONFIGURED;
    }

    private static boolean areForOneService(Batch batch) {
        var first = batch.records().get(0).identity().get(GcpIdentity.SERVICE);
        return batch.records().stream()
                .map(item -> item.identity().get(GcpIdentity.SERVICE))
                .allMatch(service -> Objects.equals(service, first));
    }
}
