package io.meterbridge.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqsQueueTest {

    private static final String URL = "https://sqs.eu-central-1.amazonaws.com/123456789012/meterbridge";

    @Test
    void aQueueOfAwsNamesItsRegionItself() {
        assertThat(SqsQueue.of(URL, "us-east-1", "", false)).isEqualTo(new SqsQueue(URL, "meterbridge",
                "eu-central-1", URI.create("https://sqs.eu-central-1.amazonaws.com")));
    }

    @Test
    void theInstallationsOwnEndpointTakesItsPlace() {
        assertThat(SqsQueue.of(URL, "us-east-1", "http://localhost:9324", false).endpoint())
                .isEqualTo(URI.create("http://localhost:9324"));
        assertThat(SqsQueue.of("http://localhost:1/000000000000/q", "us-east-1", "http://localhost:9324", false))
                .isEqualTo(new SqsQueue("http://localhost:1/000000000000/q", "q", "us-east-1",
                        URI.create("http://localhost:9324")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "q", "https://evil.example/123456789012/q",
        "https://sqs.us-east-1.amazonaws.com.evil.example/123456789012/q",
        "https://sqs.us-east-1.amazonaws.com@evil.example/123456789012/q",
        "http://sqs.us-east-1.amazonaws.com/123456789012/q", "https://sqs.us-east-1.amazonaws.com/q",
        "https://sqs.us-east-1.amazonaws.com/123456789012/q?x=1"})
    void nothingElseIsAQueue(String url) {
        assertThatThrownBy(() -> SqsQueue.of(url, "us-east-1", "", false)).isInstanceOf(InvalidAwsSettings.class)
                .hasMessageContaining("not the address of an SQS queue");
    }

    @Test
    void whereSellersMayNamePrivateTargetsAQueueMayBeAnywhere() {
        assertThat(SqsQueue.of("http://localhost:9324/queue/q", "us-east-1", "", true).endpoint())
                .isEqualTo(URI.create("http://localhost:9324"));
    }
}
