package io.meterbridge.marketplace.gcp;

import io.meterbridge.marketplace.Reason;
import java.util.Map;

/**
 * Where and for whom usage is reported to Google Cloud. All of it is frozen into the record, so that
 * a resend is identical whatever the listing says by then.
 */
public sealed interface GcpIdentity {

    /** The entitlement's {@code usageReportingId}, word for word. */
    String CONSUMER = "consumerId";

    /** The service whose metrics are reported; it stands in the address of the call. */
    String SERVICE = "serviceName";

    /** How the metric is defined: {@link #DOUBLE}, else whole numbers. */
    String VALUE_TYPE = "valueType";

    String DOUBLE = "double";

    /**
     * Everything needed to meter is there.
     *
     * @param fields frozen into the record
     * @param key    one per entitlement; with metric and hour it is the slot
     * @param lane   records with the same text may share a call: one service
     */
    record Known(Map<String, String> fields, String key, String lane) implements GcpIdentity {
        public Known {
            fields = Map.copyOf(fields);
        }
    }

    /**
     * Metering has to wait for something.
     *
     * @param field what is absent or malformed, in the API's spelling
     */
    record Missing(String field, Reason reason) implements GcpIdentity {
    }

    /**
     * Works the identity out.
     *
     * @param serviceName the listing's
     * @param valueType   the listing's, {@code int64} or {@code double}
     * @param contract    the contract's cloud identifiers
     */
    static GcpIdentity of(String serviceName, String valueType, Map<String, String> contract) {
        var service = clean(serviceName);
        if (!isServiceName(service)) {
            return new Missing("service_name", Reason.EXTERNAL_PRODUCT_MISCONFIGURED);
        }
        // never given a prefix: what Google gave is what Google takes
        var consumer = clean(contract.get("usage_reporting_id"));
        if (!isConsumer(consumer)) {
            return new Missing("usage_reporting_id", Reason.MISSING_GCP_CONSUMER_ID);
        }
        return new Known(
                Map.of(CONSUMER, consumer, SERVICE, service,
                        VALUE_TYPE, DOUBLE.equals(valueType) ? DOUBLE : "int64"),
                consumer,
                "service/" + service);
    }

    /** It becomes part of a path, so nothing else may pass. */
    static boolean isServiceName(String text) {
        return text != null && text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,253}");
    }

    /** Any printable text without blanks. */
    static boolean isConsumer(String text) {
        return text != null && text.matches("[!-~]{1,255}");
    }

    private static String clean(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
