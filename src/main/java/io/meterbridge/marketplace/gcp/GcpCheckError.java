package io.meterbridge.marketplace.gcp;

import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.marketplace.gcp.GcpMeaning.Wait;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of {@code checkErrors[].code}, by name and by number. Amounts are never dropped for
 * them: a record that cannot be reported now waits, or gives its units back.
 */
final class GcpCheckError {

    /** Google could not look the consumer up: the report itself will be told. */
    private static final Set<String> FAIL_OPEN = Set.of(
            "NAMESPACE_LOOKUP_UNAVAILABLE", "300",
            "SERVICE_STATUS_UNAVAILABLE", "301",
            "BILLING_STATUS_UNAVAILABLE", "302",
            "CLOUD_RESOURCE_MANAGER_BACKEND_UNAVAILABLE", "305");

    /** Words of other ways to call Google; here they mean that the product is set up wrongly. */
    private static final List<String> OF_OTHER_CALLS = List.of(
            "API_KEY_", "IP_ADDRESS_BLOCKED", "REFERER_BLOCKED", "CLIENT_APP_BLOCKED",
            "API_TARGET_BLOCKED", "INVALID_CREDENTIAL");

    private static final GcpMeaning MISCONFIGURED =
            GcpMeaning.of(Outcome.REFUSED, Reason.EXTERNAL_PRODUCT_MISCONFIGURED);
    private static final GcpMeaning UNKNOWN_WORD =
            GcpMeaning.later(Reason.UNRECOGNIZED_EXCEPTION, Wait.HOURLY);

    private static final Map<String, GcpMeaning> BY_CODE = byCode();

    private GcpCheckError() {
    }

    /** True when usage is reported in spite of it. */
    static boolean failsOpen(String code) {
        return FAIL_OPEN.contains(code);
    }

    static GcpMeaning meaningOf(String code) {
        if (OF_OTHER_CALLS.stream().anyMatch(code::startsWith)) {
            return MISCONFIGURED;
        }
        return BY_CODE.getOrDefault(code, UNKNOWN_WORD);
    }

    private static Map<String, GcpMeaning> byCode() {
        var wrongConsumer = GcpMeaning.of(Outcome.REFUSED, Reason.MISSING_GCP_CONSUMER_ID);
        var projectOff = GcpMeaning.later(Reason.CUSTOMER_PROJECT_MISCONFIGURED, Wait.HOURLY);
        var byCode = new HashMap<String, GcpMeaning>();
        put(byCode, "SERVICE_NOT_ACTIVATED", 104,
                GcpMeaning.later(Reason.CUSTOMER_NOT_ENTITLED, Wait.SOON));
        put(byCode, "BILLING_DISABLED", 107, projectOff);
        put(byCode, "PROJECT_DELETED", 108, projectOff);
        put(byCode, "PROJECT_INVALID", 114, wrongConsumer);
        put(byCode, "CONSUMER_INVALID", 125, wrongConsumer);
        put(byCode, "NOT_FOUND", 5, wrongConsumer);
        put(byCode, "PERMISSION_DENIED", 7,
                GcpMeaning.later(Reason.CUSTOMER_NOT_ENTITLED, Wait.HOURLY));
        put(byCode, "RESOURCE_EXHAUSTED", 8,
                GcpMeaning.later(Reason.EXTERNAL_TOO_MANY_REQUESTS, Wait.NONE));
        return Map.copyOf(byCode);
    }

    private static void put(
            Map<String, GcpMeaning> byCode, String name, int number, GcpMeaning meaning) {
        byCode.put(name, meaning);
        byCode.put(String.valueOf(number), meaning);
    }
}
