package io.meterbridge.ledger;

import java.util.Map;

/**
 * How a marketplace is told who used it.
 *
 * @param key     the same for two contracts exactly when the marketplace takes them for one buyer
 * @param fields  the fields of the call that name the buyer
 * @param lane    what may travel in one call with it
 * @param missing why there is no identity yet, or null
 */
record IdentityResult(String key, Map<String, String> fields, String lane, String missing) {

    static IdentityResult missing(String reason) {
        return new IdentityResult(null, Map.of(), null, reason);
    }

    boolean isKnown() {
        return missing == null;
    }
}
