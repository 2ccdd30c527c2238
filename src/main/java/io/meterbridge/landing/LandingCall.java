package io.meterbridge.landing;

import io.meterbridge.marketplace.ForSeller;
import java.util.UUID;

/**
 * A buyer's browser that arrived, not believed yet.
 *
 * @param sellerId  whose address was called
 * @param cloud     which marketplace sent it
 * @param token     what the marketplace gave it to show
 * @param offerType what AWS says of a free trial, or null
 */
public record LandingCall(UUID sellerId, String cloud, String token, String offerType) implements ForSeller {

    /** Without what proves who the buyer is. */
    @Override
    public String toString() {
        return "LandingCall[" + cloud + " " + sellerId + "]";
    }
}
