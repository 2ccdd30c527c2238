package io.meterbridge.api.contracts;

import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.mapping.MappingResult;

/** What a mapping came to, in the words of the API. It has been stored by then, or it is refused here. */
public final class MappingStep {

    /** Exchange property: the {@link MappingResult} of the call, or absent when it maps nothing. */
    public static final String RESULT = "mappingResult";

    private static final String POINTER = "/external_associations/orb/mapped_object/id";

    private MappingStep() {
    }

    /** Ends the call when the mapping cannot be. */
    public static MappingResult orRefuse(MappingResult result) {
        if (result.isDone()) {
            return result;
        }
        throw switch (result.problem()) {
            case NOT_FOUND -> ProblemException.notFound("buyer or contract");
            case SUBSCRIPTION_IN_USE -> ProblemException.conflictWithContract(
                    "Another live contract is metered by this subscription.", result.conflictContractId());
            case UNKNOWN_SUBSCRIPTION -> ProblemException.invalid(POINTER,
                    said(result, "Orb does not know this subscription"));
            case CURRENCY_MISMATCH -> ProblemException.invalid(POINTER,
                    said(result, "the subscription is billed in another currency than the listing"));
            case ORB_NOT_CONNECTED -> ProblemException.invalid(POINTER,
                    said(result, "Orb is not connected, or its key is refused: connect it first"));
            case ORB_UNREACHABLE -> ProblemException.of(ProblemType.PROVIDER_UNREACHABLE,
                    "Orb could not be asked; nothing was stored.");
        };
    }

    private static String said(MappingResult result, String otherwise) {
        return result.detail() == null ? otherwise : result.detail();
    }
}
