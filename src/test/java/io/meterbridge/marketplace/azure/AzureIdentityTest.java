package io.meterbridge.marketplace.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.marketplace.azure.AzureIdentity.Known;
import io.meterbridge.marketplace.azure.AzureIdentity.Missing;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Proves("R-17")
class AzureIdentityTest {

    private static final String ID = "37f9dea2-4345-438f-b0bd-03d40d28c7e0";

    @Test
    void theSubscriptionIsTheResource() {
        var identity = AzureIdentity.of(
                Map.of("subscription_id", ID, "offer_id", "offer-1", "plan_id", "gold"));

        assertThat(identity).isEqualTo(
                new Known(Map.of("resourceId", ID), "subscription/" + ID, "azure"));
    }

    @Test
    void capitalsAndBlanksAroundItNameTheSameSlot() {
        assertThat(AzureIdentity.of(Map.of("subscription_id", " " + ID.toUpperCase() + "\n")))
                .isEqualTo(AzureIdentity.of(Map.of("subscription_id", ID)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "offer-1", "/subscriptions/37f9dea2-4345-438f-b0bd-03d40d28c7e0",
        "37f9dea2-4345-438f-b0bd-03d40d28c7e"})
    void anythingElseThanAGuidHasToWait(String id) {
        assertThat(AzureIdentity.of(id == null ? Map.of() : Map.of("subscription_id", id)))
                .isEqualTo(new Missing(Reason.CUSTOMER_IDENTIFIER_MISSING));
    }
}
