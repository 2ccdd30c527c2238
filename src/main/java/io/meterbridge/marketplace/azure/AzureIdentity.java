package io.meterbridge.marketplace.azure;

import io.meterbridge.marketplace.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How Azure is told whose usage it is: by the id of the SaaS subscription, which Azure calls the
 * resource. Neither the Azure subscription nor the offer names it. The plan is no part of it; a
 * record carries the one in force at its hour.
 */
public sealed interface AzureIdentity {

    /** The call's own name for the SaaS subscription. */
    String RESOURCE = "resourceId";

    /** All offers of a seller are bound to one Entra application, so all may share a call. */
    String LANE = "azure";

    Pattern GUID = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /**
     * Everything needed to meter is there.
     *
     * @param fields the call's own field names with their values, frozen into the record
     * @param key    the same subscription has the same key however its id was spelled; with
     *               dimension and hour it is the slot
     * @param lane   records with the same text may share a call
     */
    record Known(Map<String, String> fields, String key, String lane) implements AzureIdentity {
        public Known {
            fields = Map.copyOf(fields);
        }
    }

    /** Metering has to wait: the subscription's id is absent or no GUID. */
    record Missing(Reason reason) implements AzureIdentity {
    }

    /**
     * Works the identity out.
     *
     * @param contract the contract's cloud identifiers
     */
    static AzureIdentity of(Map<String, String> contract) {
        var given = contract.get("subscription_id");
        var resource = given == null ? "" : canonical(given);
        return isResource(resource)
                ? new Known(Map.of(RESOURCE, resource), "subscription/" + resource, LANE)
                : new Missing(Reason.CUSTOMER_IDENTIFIER_MISSING);
    }

    /** Whether a text names a SaaS subscription in its one spelling. */
    static boolean isResource(String text) {
        return text != null && GUID.matcher(text).matches();
    }

    /** The one spelling of an id: GUIDs are the same in capitals. */
    static String canonical(String id) {
        return id.strip().toLowerCase(Locale.ROOT);
    }
}
