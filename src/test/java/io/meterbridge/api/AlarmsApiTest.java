package io.meterbridge.api;

import static io.meterbridge.api.ApiWorld.each;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.alarm.ClockSkewRows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What needs somebody, as a seller and as the operator see it. */
class AlarmsApiTest {

    private static final ApiWorld WORLD = ApiWorld.shared();

    @Test
    @Proves("R-28")
    void aSellerSeesItsOwnAlarmsAsLongAsTheirCauseLastsAndTheOperatorSeesAll() {
        var seller = WORLD.newSeller();
        var contract = ApiWorld.newContract(seller).at("/id");

        var alarms = seller.get("/alarms").is(200);

        assertThat(each(alarms, "/kind")).containsExactly("mapping");
        assertThat(alarms.at("/results/0/contract_id")).isEqualTo(contract);
        assertThat(alarms.at("/results/0/since")).isEqualTo(ApiWorld.NOW);
        assertThat(WORLD.newSeller().get("/alarms").is(200).at("/total_count")).isEqualTo("0");
        assertThat(contractsIn(WORLD.operator(), "mapping")).contains(contract);

        var subscription = ApiWorld.subscription(WORLD.connectOrb(seller), "1.00").id();
        seller.patch("/contracts/" + contract, ApiWorld.mapping(subscription)).is(200);

        assertThat(seller.get("/alarms").is(200).at("/count")).isEqualTo("0");
        assertThat(contractsIn(WORLD.operator(), "mapping")).doesNotContain(contract);
    }

    @Test
    @Proves("R-28")
    void theDearestComesFirstAndFiltersLeaveTheRestOut() {
        var seller = WORLD.newSeller();
        var contract = ApiWorld.newContract(seller).at("/id");
        WORLD.world().jdbc().sql("""
                insert into metering_record (id, seller_id, contract_id, listing_id, cloud, lane, source, dimension,
                    identity_key, identity, quantity, unit_price, value, currency, status, next_attempt_at, frozen_at,
                    last_modified_at)
                select gen_random_uuid(), seller_id, id, listing_id, cloud, 'lane', 'manual', 'units', 'key', '{}', 500,
                    0.01, 5.00, 'USD', 'held', created_at, created_at, created_at
                from contract where id = :contract::uuid""").param("contract", contract).update();

        var all = seller.get("/alarms").is(200);
        assertThat(each(all, "/kind")).containsExactly("held", "mapping");
        assertThat(each(all, "/amount")).containsExactly("5.00", "null");
        var held = seller.get("/alarms?kind=held&filter[cloud]=aws").is(200);
        assertThat(List.of(held.at("/count"), held.at("/total_count"))).containsExactly("1", "2");
        assertThat(seller.get("/alarms?cloud=azure").is(200).at("/count")).isEqualTo("0");
        assertThat(seller.get("/alarms?page_size=1&page=2").is(200).at("/results/0/kind")).isEqualTo("mapping");
        assertThat(seller.get("/alarms?kind=loud").is(422).at("/errors/0/pointer")).isEqualTo("kind");
    }

    /** The world's time is another than the simulated Orb's. */
    @Test
    @Proves("R-51")
    void aClockThatDiffersIsTheOperatorsAlone() {
        var seller = WORLD.newSeller();
        WORLD.connectOrb(seller);

        WORLD.world().bean(ClockSkewRows.class).note();

        assertThat(each(WORLD.operator().get("/alarms?kind=clock-skew").is(200), "/message"))
                .isNotEmpty().allMatch(message -> message.matches("Our clock is [0-9]+ seconds (behind|ahead of) that of .*"));
        assertThat(seller.get("/alarms").is(200).at("/total_count")).isEqualTo("0");
    }

    private static List<String> contractsIn(ApiClient caller, String kind) {
        var found = new ArrayList<String>();
        ApiClient.Answer page;
        var number = 0;
        do {
            page = caller.get("/alarms?kind=" + kind + "&page=" + ++number).is(200);
            found.addAll(each(page, "/contract_id"));
        } while (!page.at("/next").isEmpty());
        return found;
    }
}
