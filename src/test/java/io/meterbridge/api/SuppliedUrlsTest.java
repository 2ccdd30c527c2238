package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses in a seller's settings that must not be called are refused before anything is tried or stored. */
@Proves("R-44")
class SuppliedUrlsTest {

    private final ApiClient seller = ApiWorld.shared().newSeller();

    @ParameterizedTest
    @CsvSource({"http://169.254.169.254/latest/queue", "https://[fd00:ec2::254]/queue", "https://user@sqs.example.com/q"})
    void aQueueThatLeadsElsewhereIsRefused(String url) {
        var answer = seller.put("/integrations/aws", Map.of("region", "us-east-1", "access_key_id",
                "AKIAIOSFODNN7EXAMPLE", "secret_access_key", "not-shown", "notifications_queue_url", url)).is(422);

        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/notifications_queue_url");
        seller.get("/integrations/aws").is(404);
    }

    @ParameterizedTest
    @CsvSource({
        "Endpoint=sb://169.254.169.254/;SharedAccessKeyName=k;SharedAccessKey=a-key, not public",
        "SharedAccessKey=a-key;endpoint=sb://169.254.169.254, not public",
        "Endpoint=sb://169.254.169.254:5671/;SharedAccessKey=a-key, not public",
        "SharedAccessKey=a-key, no Endpoint",
        "Endpoint=http://bus.example.com/;SharedAccessKey=a-key, no Endpoint",
        "Endpoint=sb://me@bus.example.com/;SharedAccessKey=a-key, not a plain address"})
    void aServiceBusThatLeadsElsewhereIsRefused(String connectionString, String why) {
        var body = new HashMap<String, Object>(Map.of("tenant_id", "11111111-1111-1111-1111-111111111111",
                "client_id", "22222222-2222-2222-2222-222222222222", "client_secret", "not-shown",
                "service_bus_connection_string", connectionString, "service_bus_queue", "events"));
        var answer = seller.put("/integrations/azure", body).is(422);

        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/service_bus_connection_string");
        assertThat(answer.at("/errors/0/message")).contains(why).doesNotContain("a-key");
        seller.get("/integrations/azure").is(404);
    }

    @Test
    void aQueueOfAwsPasses() {
        var body = Map.of("region", "us-east-1", "access_key_id", "AKIAIOSFODNN7EXAMPLE", "secret_access_key",
                "not-shown", "notifications_queue_url", "https://sqs.us-east-1.amazonaws.com/123456789012/events");

        assertThat(seller.put("/integrations/aws", body).is(200).at("/notifications_queue_url"))
                .isEqualTo("https://sqs.us-east-1.amazonaws.com/123456789012/events");
    }
}
