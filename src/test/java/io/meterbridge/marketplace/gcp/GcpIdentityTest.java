package io.meterbridge.marketplace.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Reason;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@Proves("R-17")
class GcpIdentityTest {

    @Test
    void theConsumerIsWhatGoogleGaveWordForWord() {
        var identity = GcpIdentity.of("product.example.com", "int64",
                Map.of("usage_reporting_id", "project_number:42", "entitlement_id", "e-1"));

        assertThat(identity).isEqualTo(new GcpIdentity.Known(
                Map.of("consumerId", "project_number:42", "serviceName", "product.example.com",
                        "valueType", "int64"),
                "project_number:42", "service/product.example.com"));
    }

    @Test
    void valuesAreWholeNumbersUnlessTheListingSaysDouble() {
        var contract = Map.of("usage_reporting_id", "c");

        assertThat(fields(GcpIdentity.of("s", "double", contract))).containsEntry("valueType", "double");
        assertThat(fields(GcpIdentity.of("s", null, contract))).containsEntry("valueType", "int64");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "a b", "line\nbreak"})
    void withoutAConsumerMeteringWaits(String consumer) {
        var contract = new HashMap<String, String>();
        contract.put("usage_reporting_id", consumer);

        assertThat(GcpIdentity.of("s", "int64", contract)).isEqualTo(new GcpIdentity.Missing(
                "usage_reporting_id", Reason.MISSING_GCP_CONSUMER_ID));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"..", "a/b", "a:report", "a?b", "a#b", "a%2fb", "a b"})
    void withoutAServiceThatCanStandInAnAddressMeteringWaits(String service) {
        assertThat(GcpIdentity.of(service, "int64", Map.of("usage_reporting_id", "c")))
                .isEqualTo(new GcpIdentity.Missing(
                        "service_name", Reason.EXTERNAL_PRODUCT_MISCONFIGURED));
    }

    private static Map<String, String> fields(GcpIdentity identity) {
        return ((GcpIdentity.Known) identity).fields();
    }
}
