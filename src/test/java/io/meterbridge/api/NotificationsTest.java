package io.meterbridge.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.inbox.Ingress;
import io.meterbridge.inbox.RawMessage;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a seller sees of its marketplaces' messages. The cloud {@code nowhere} has no route, so its wait. */
class NotificationsTest {

    private static final ApiWorld WORLD = ApiWorld.shared();

    private final ApiClient seller = WORLD.newSeller();
    private UUID sellerId;

    @BeforeEach
    void knowTheSeller() {
        sellerId = WORLD.world().jdbc().sql("""
                select c.seller_id from access_token t join api_credential c using (client_id)
                where t.token_hash = sha256(convert_to(:token, 'UTF8'))""")
                .param("token", seller.token()).query(UUID.class).single();
    }

    @Test
    @Proves("R-33")
    void aParkedMessageIsShownAsItCameAndWhy() {
        store("aws", "m-1", "hello");

        var answer = seller.get("/notifications?status=parked").is(200);

        assertThat(answer.at("/count")).isEqualTo("1");
        assertThat(answer.at("/results/0/cloud")).isEqualTo("aws");
        assertThat(answer.at("/results/0/transport")).isEqualTo("sqs");
        assertThat(answer.at("/results/0/key")).isEqualTo("sqs:m-1");
        assertThat(answer.at("/results/0/reason")).isEqualTo("not JSON");
        assertThat(answer.at("/results/0/body")).isEqualTo("hello");
        assertThat(answer.at("/results/0/received_at")).isEqualTo("2026-03-10T12:05:00Z");
    }

    @Test
    void filtersFind() {
        store("gcp", "p-1", "{\"eventId\":\"1\",\"eventType\":\"A\",\"entitlement\":{\"id\":\"E1\"}}");
        store("gcp", "p-2", "{\"eventId\":\"2\",\"eventType\":\"B\",\"entitlement\":{\"id\":\"E1\"}}");
        store("aws", "q-1", "rubbish");

        assertThat(seller.get("/notifications?filter[cloud]=gcp").is(200).at("/count")).isEqualTo("2");
        assertThat(seller.get("/notifications?type=B").is(200).at("/results/0/key")).isEqualTo("B:2");
        assertThat(seller.get("/notifications?contract_key=E1&page_size=1").is(200))
                .satisfies(page -> {
                    assertThat(page.at("/count")).isEqualTo("2");
                    assertThat(page.at("/total_count")).isEqualTo("3");
                    assertThat(page.at("/next")).contains("page=2");
                });
        assertThat(seller.get("/notifications?received_at_after=2026-03-10T12:05:00Z").is(200).at("/count"))
                .isEqualTo("0");
        assertThat(WORLD.newSeller().get("/notifications").is(200).at("/total_count")).isEqualTo("0");
        seller.get("/notifications?status=lost").is(422);
    }

    @Test
    @Proves("R-33")
    void aParkedMessageIsWorkedOnAgainWhenItIsReplayed() {
        store("nowhere", "m-1", "{}");
        var id = seller.get("/notifications").is(200).at("/results/0/id");
        WORLD.world().jdbc().sql("""
                update notification_inbox set state = 'parked', reason = 'x', failures = 30, claim_token = null,
                    settled_at = received_at where id = :id::uuid""").param("id", id).update();

        var answer = seller.post("/notifications/" + id + "/replay", null).is(202);

        assertThat(answer.at("/status")).isEqualTo("received");
        assertThat(answer.at("/next_attempt_at")).isEqualTo("2026-03-10T12:05:00Z");
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).untilAsserted(() ->
                assertThat(seller.get("/notifications").is(200).at("/results/0/reason"))
                        .isEqualTo("no route direct:contract-nowhere"));
    }

    @Test
    void whatSomebodyWorksOnIsNotReplayed() {
        store("nowhere", "m-1", "{}");
        var id = seller.get("/notifications").is(200).at("/results/0/id");
        WORLD.world().jdbc().sql("""
                update notification_inbox set state = 'processing', claim_token = 1,
                    next_attempt_at = '2036-01-01T00:00:00Z' where id = :id::uuid""").param("id", id).update();

        seller.post("/notifications/" + id + "/replay", null).is(409);
    }

    private void store(String cloud, String transportId, String body) {
        WORLD.world().bean(Ingress.class)
                .store(new RawMessage(sellerId, cloud, "sqs", transportId, body.getBytes(UTF_8), null));
    }
}
