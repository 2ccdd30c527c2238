package io.meterbridge.contract;

import io.meterbridge.inbox.Notification;
import io.meterbridge.lifecycle.Life;
import io.meterbridge.lifecycle.LifeEvent;
import io.meterbridge.lifecycle.Terms;
import io.meterbridge.lifecycle.Truth;
import java.util.Map;

/**
 * A notification with everything that its marketplace was asked about it.
 *
 * @param notification what came, and has to be settled
 * @param identity     the contract, by the name that its marketplace keeps for good
 * @param identifiers  names that the marketplace's answers brought; a {@link LifeEvent} brings its own
 * @param followed     terms of the contract that this one follows, or null when nobody could read them
 * @param firstOfChain the first of the contracts that follow each other up to this one, or null
 */
public record ContractNotice(Notification notification, String identity, Life.Birth born, LifeEvent event,
        Truth truth, Map<String, String> identifiers, Terms followed, String firstOfChain) {
}
