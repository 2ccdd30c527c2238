package io.meterbridge.marketplace;

import java.io.IOException;
import java.util.List;

/**
 * What a call that ended in a failure instead of an answer means for the records it carried.
 *
 * @param cause the failure itself, without what only says where it passed
 */
public record FailedCall(Throwable cause) {

    /**
     * What lies under the wrappers of a route. Named, not imported: this package knows no routes.
     */
    public static FailedCall of(Throwable failure) {
        var cause = failure;
        while (cause.getClass().getSimpleName().equals("CamelExecutionException")
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new FailedCall(cause);
    }

    /**
     * One answer for each record.
     *
     * @param left true once the request may have been on its way
     */
    public List<Answer> answers(Batch batch, boolean left) {
        return left && Arrival.of(cause) == Arrival.MAY_HAVE_ARRIVED
                ? batch.answerAll(Outcome.NO_ANSWER, name(), Reason.EXTERNAL_SERVICE_ERROR, null)
                : nothingArrived(batch);
    }

    private List<Answer> nothingArrived(Batch batch) {
        if (cause instanceof CredentialsRefused refused) {
            return batch.answerAll(Outcome.CREDENTIALS, refused.code(),
                    Reason.EXTERNAL_ACCESS_DENIED, null);
        }
        if (cause instanceof CredentialsUnavailable lacking) {
            return batch.answerAll(Outcome.LATER, lacking.code(),
                    Reason.EXTERNAL_ACCESS_DENIED, null);
        }
        var reason = cause instanceof IOException
                ? Reason.EXTERNAL_UNREACHABLE : Reason.UNRECOGNIZED_EXCEPTION;
        return batch.answerAll(Outcome.LATER, name(), reason, null);
    }

    private String name() {
        return cause.getClass().getSimpleName();
    }
}
