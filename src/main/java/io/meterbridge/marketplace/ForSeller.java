package io.meterbridge.marketplace;

import java.util.UUID;

/** Work on behalf of one seller, under the seller's own credentials. */
public interface ForSeller {

    UUID sellerId();
}
