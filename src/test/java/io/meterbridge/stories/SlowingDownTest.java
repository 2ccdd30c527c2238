package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.orb.CostQuestion;
import io.meterbridge.sandbox.RecordedRequest;
import io.meterbridge.world.WorldContract;
import io.meterbridge.world.WorldSeller;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who asks to be left alone for a while is left alone for that while, and nothing is lost by it. */
@Proves("R-22")
class SlowingDownTest extends Story {

    @Test
    void awsIsCalledAgainWhenItSaidSoAndNotBefore() {
        at("2026-02-23T14:30:00Z");
        var contract = seller().contract("2026-02-23T14:00:00Z");
        var subscription = contract.subscription("2026-02-23T00:00:00Z");
        WorldContract.use(subscription, "2026-02-23T14:40:00Z", "3.00");
        aws().faults().next(1).answer(400, Map.of("Retry-After", "45"),
                "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
        at("2026-02-23T15:05:00Z");
        world().open("2026-02-23T14:00:00Z");
        look();
        assertThat(told(contract)).containsExactly("23T14 frozen 300");
        assertThat(only(contract, "reason")).isEqualTo("external-too-many-requests");

        pass(Duration.ofSeconds(44));
        look();
        assertThat(told(contract)).containsExactly("23T14 frozen 300");
        pass(Duration.ofSeconds(1));
        look();

        awaitTold(contract, "23T14 accepted 300");
        assertThat(callsFor(contract)).extracting(RecordedRequest::at).containsExactly(
                Instant.parse("2026-02-23T15:05:00Z"), Instant.parse("2026-02-23T15:05:45Z"));
        assertThat(contract.acceptedUnits()).isEqualTo(300);
    }

    @Test
    void aServerErrorThatNamesATimeIsNotAskedAgainBeforeIt() {
        at("2026-02-24T14:30:00Z");
        var contract = seller().contract("2026-02-24T14:00:00Z");
        var subscription = contract.subscription("2026-02-24T00:00:00Z");
        WorldContract.use(subscription, "2026-02-24T14:40:00Z", "3.00");
        aws().faults().next(1).answer(503, Map.of("Retry-After", "45"), "busy");
        meter("2026-02-24T14:00:00Z");
        assertThat(told(contract)).containsExactly("24T14 unknown 300");

        pass(Duration.ofSeconds(44));
        look();
        assertThat(callsFor(contract)).hasSize(1);
        pass(Duration.ofSeconds(1));
        awaitTold(contract, "24T14 accepted 300");
    }

    @Test
    void orbIsAskedAgainForNobodyOfTheSellerBeforeItSaidSo() {
        at("2026-02-25T14:30:00Z");
        var seller = seller();
        var one = seller.contract("2026-02-25T14:00:00Z");
        var throttled = one.subscription("2026-02-25T00:00:00Z");
        WorldContract.use(throttled, "2026-02-25T14:40:00Z", "1.00");
        orb().costsFaults().next(1).to(throttled.id()).answer(429, Map.of("Retry-After", "30"), "");
        at("2026-02-25T15:05:00Z");
        world().open("2026-02-25T14:00:00Z");
        look();
        var other = seller.contract("2026-02-25T14:00:00Z");

        assertThat(told(one)).isEmpty();
        assertThat(account(throttled, "read_error")).isEqualTo("THROTTLED: HTTP 429");
        pass(Duration.ofSeconds(29));
        look();
        assertThat(told(one)).isEmpty();

        pass(Duration.ofSeconds(1));
        var later = other.subscription("2026-02-25T00:00:00Z");
        WorldContract.use(later, "2026-02-25T14:40:00Z", "2.00");
        world().awaitFinished("2026-02-25T14:00:00Z");
        assertThat(told(one)).containsExactly("25T14 accepted 100");
        assertThat(orb().requests().stream().filter(call -> call.path().contains(throttled.id()))
                .filter(call -> !call.at().isBefore(Instant.parse("2026-02-25T15:05:00Z")))
                .map(RecordedRequest::at).distinct()).containsExactly(
                        Instant.parse("2026-02-25T15:05:00Z"), Instant.parse("2026-02-25T15:05:30Z"));
    }

    @Test
    @Proves("M-24")
    void aFinalReadOfThatSellerWaitsOnlyForAPermit() {
        at("2026-02-26T14:30:00Z");
        var seller = seller();
        budget(seller, "update orb_budget set tokens = 0, refilled_at = :now, "
                + "paused_until = :now::timestamptz + interval '1 hour' where seller_id = :seller");
        var question = new CostQuestion(seller.id(), "sub-ending", null, null);
        var read = CompletableFuture.runAsync(() -> world().bean(ProducerTemplate.class)
                .send("direct:orb-final-permit-draw", call -> call.setProperty("question", question)));
        Awaitility.await().until(() -> budget(seller, "update orb_budget set throttles = throttles "
                + "where seller_id = :seller and kept_until > :now") == 1);
        assertThat(read).isNotDone();

        pass(Duration.ofMillis(200));

        assertThat(read).succeedsWithin(Duration.ofSeconds(10));
    }

    private static int budget(WorldSeller seller, String statement) {
        return world().jdbc().sql(statement).param("seller", seller.id())
                .param("now", world().clock().instant().atOffset(ZoneOffset.UTC)).update();
    }
}
