package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A contract leaves another tool at an exact hour: nothing is told twice, nothing is left out. */
@Proves("M-23")
class CutOverTest extends Story {

    @Test
    void fromTheHourOnItIsToldFromHereAndBeforeItWhatTheOtherToolToldCounts() {
        at("2026-06-12T14:30:00Z");
        var seller = seller().inShadow(true);
        var contract = seller.contract("2026-06-12T14:00:00Z");
        var subscription = contract.subscription("2026-06-12T00:00:00Z");
        WorldContract.use(subscription, "2026-06-12T14:40:00Z", "3.004");
        WorldContract.use(subscription, "2026-06-12T15:40:00Z", "1.00");
        WorldContract.use(subscription, "2026-06-12T16:40:00Z", "0.50");
        meter("2026-06-12T14:00:00Z");
        var api = SellersApi.of(world(), seller);
        assertThat(cutOver(api, contract.id(), "2026-06-12T16:00:00Z").is(200).at("/cut_over_at"))
                .isEqualTo("2026-06-12T16:00:00Z");
        // an import before the hour only compares
        assertThat(told(api, contract, "14:00,290").body().at("/corrections")).isEmpty();
        meter("2026-06-12T15:00:00Z");

        var taken = told(api, contract, "14:00,290", "15:00,100");

        assertThat(taken.at("/corrections/0/contract_id")).isEqualTo(contract.id().toString());
        assertThat(new BigDecimal(taken.at("/corrections/0/amount"))).isEqualByComparingTo("-0.10");
        assertThat(told(api, contract, "14:00,290", "15:00,100").body().at("/corrections")).as("told again").isEmpty();
        var day = api.get("/reports/shadow").is(200);
        assertThat(day.at("/count")).isEqualTo("1");
        assertThat(new BigDecimal(day.at("/results/0/value"))).isEqualByComparingTo("4.00");
        assertThat(new BigDecimal(day.at("/results/0/difference"))).isEqualByComparingTo("0.10");
        meter("2026-06-12T16:00:00Z");
        look();
        assertThat(told(contract)).containsExactly("12T14 shadow 300", "12T15 shadow 100", "12T16 accepted 60");
        assertLeft(subscription, "0.004");
        var why = api.get("/reports/reconciliation?day=2026-06-12").is(200).body().at("/results/0/orb_accepted/classes");
        assertThat(why.fieldNames()).toIterable().containsExactlyInAnyOrder("foreign_usage", "remainder");
        assertThat(new BigDecimal(why.get("foreign_usage").asText())).as("told by the other tool")
                .isEqualByComparingTo("3.90");
        assertThat(cutOver(api, contract.id(), "2026-06-13T16:00:00Z").is(409).at("/detail")).contains("sent already");
    }

    @Test
    void hoursAroundItThatNobodyReadStayWithTheOtherToolUntilItsWordIsImported() {
        at("2026-06-14T14:30:00Z");
        var seller = seller();
        var contract = seller.contract("2026-06-14T14:00:00Z");
        var subscription = contract.subscription("2026-06-14T00:00:00Z");
        WorldContract.use(subscription, "2026-06-14T14:40:00Z", "1.00");
        WorldContract.use(subscription, "2026-06-14T15:40:00Z", "2.00");
        WorldContract.use(subscription, "2026-06-14T16:40:00Z", "4.00");
        var api = SellersApi.of(world(), seller);
        // the listing sends, this contract does not yet
        cutOver(api, contract.id(), "2026-06-14T16:00:00Z").is(200);
        meter("2026-06-14T14:00:00Z");
        meter("2026-06-14T16:00:00Z");
        assertThat(told(contract)).containsExactly("14T14 shadow 100", "14T16 shadow 600");
        assertThat(callsFor(contract)).isEmpty();

        var taken = told(api, contract, "14:00,100", "15:00,200");

        assertThat(new BigDecimal(taken.at("/corrections/0/amount"))).isEqualByComparingTo("-4.00");
        meter("2026-06-14T17:00:00Z");
        look();
        assertThat(told(contract)).containsExactly("14T14 shadow 100", "14T16 shadow 600", "14T17 accepted 400");
        assertLeft(subscription, "0");
    }

    @Test
    void whatTheOtherToolToldTooMuchIsToldLater() {
        at("2026-06-15T14:30:00Z");
        var seller = seller().inShadow(true);
        var contract = seller.contract("2026-06-15T14:00:00Z");
        var subscription = contract.subscription("2026-06-15T00:00:00Z");
        WorldContract.use(subscription, "2026-06-15T14:40:00Z", "1.00");
        WorldContract.use(subscription, "2026-06-15T15:40:00Z", "0.30");
        WorldContract.use(subscription, "2026-06-15T16:40:00Z", "0.50");
        var api = SellersApi.of(world(), seller);
        cutOver(api, contract.id(), "2026-06-15T15:00:00Z").is(200);
        meter("2026-06-15T14:00:00Z");

        assertThat(new BigDecimal(told(api, contract, "14:00,150").at("/corrections/0/amount")))
                .isEqualByComparingTo("0.50");
        meter("2026-06-15T15:00:00Z");
        meter("2026-06-15T16:00:00Z");
        look();

        assertThat(told(contract)).containsExactly("15T14 shadow 100", "15T16 accepted 30");
        assertLeft(subscription, "0");
    }

    @Test
    void anHourThatIsNoneOrThatIsSettledIsRefused() {
        at("2026-06-16T14:30:00Z");
        var seller = seller().inShadow(true);
        var contract = seller.contract("2026-06-16T13:00:00Z");
        var subscription = contract.subscription("2026-06-16T00:00:00Z");
        WorldContract.use(subscription, "2026-06-16T14:40:00Z", "1.00");
        meter("2026-06-16T14:00:00Z");
        var api = SellersApi.of(world(), seller);

        assertThat(cutOver(api, contract.id(), "2026-06-16T15:30:00Z").is(422).at("/errors/0/pointer"))
                .isEqualTo("/cut_over_at");
        assertThat(cutOver(api, contract.id(), "2026-06-16T14:00:00Z").is(409).at("/detail"))
                .contains("2026-06-16T15:00:00Z");
        cutOver(api, contract.id(), "2026-06-16T15:00:00Z").is(200);
        assertThat(cutOver(api, contract.id(), null).is(200).body().has("cut_over_at")).isFalse();
        assertThat(file(api, "contract_id,usage_start,units\n" + contract.id() + ",2026-06-16T14:30:00Z,1").is(422)
                .at("/errors/0/message")).contains("not of one whole hour");
        assertThat(file(api, "contract_id,usage_start,amount,currency\na,2026-06-16T14:00:00Z,1,USD").is(422)
                .at("/errors/0/message")).contains("units");
        assertThat(file(api, "contract_id,usage_start,units").is(422).at("/errors/0/message")).contains("no lines");
        assertThat(file(api, "contract_id,usage_start,units\nwho,2026-06-16T14:00:00Z,1").is(201).at("/unmatched"))
                .isEqualTo("1");
    }

    private static ApiClient.Answer cutOver(ApiClient api, UUID contract, String at) {
        var change = new HashMap<String, Object>();
        change.put("cut_over_at", at);
        return api.patch("/contracts/" + contract, change);
    }

    /** Imports hours of the contract's own day, each as time and units. */
    private static ApiClient.Answer told(ApiClient api, WorldContract contract, String... hours) {
        var day = world().clock().instant().toString().substring(0, 10);
        var lines = new StringBuilder("contract_id,usage_start,units\n");
        for (var hour : hours) {
            lines.append(contract.id()).append(',').append(day).append('T').append(hour.replace(",", ":00Z,"))
                    .append('\n');
        }
        return file(api, lines.toString()).is(201);
    }

    private static ApiClient.Answer file(ApiClient api, String text) {
        return api.call("POST", "/reports/shadow", text, "text/csv");
    }
}
