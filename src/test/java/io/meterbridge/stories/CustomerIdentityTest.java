package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Products from before concurrent agreements are metered by product code and customer. */
@Proves("R-17")
class CustomerIdentityTest extends Story {

    @Test
    void theWayToNameTheBuyerStaysAsItWasAtTheFirstRecord() {
        at("2026-03-27T14:30:00Z");
        var seller = seller().metersByCustomer();
        var contract = seller.contract("2026-03-27T14:00:00Z");
        var subscription = contract.subscription("2026-03-27T00:00:00Z");
        WorldContract.use(subscription, "2026-03-27T14:40:00Z", "3.00");
        WorldContract.use(subscription, "2026-03-27T15:40:00Z", "1.00");
        meter("2026-03-27T14:00:00Z");

        world().jdbc().sql("update listing set metering_identity = 'license' where id = :id")
                .params(Map.of("id", seller.listingId())).update();
        meter("2026-03-27T15:00:00Z");

        assertThat(told(contract)).containsExactly("27T14 accepted 300", "27T15 accepted 100");
        assertThat(contract.acceptedUnits()).isEqualTo(400);
        var calls = aws().requests().stream().map(call -> call.body())
                .filter(body -> body.contains("\"" + contract.agreement().productCode() + "\"")).toList();
        assertThat(calls).hasSize(2).allSatisfy(body -> assertThat(body)
                .contains("\"CustomerAWSAccountId\":\"" + contract.agreement().buyerAccountId() + "\"")
                .doesNotContain("LicenseArn"));
    }
}
