package io.meterbridge.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every wrapping that a marketplace's message may come in, as documented or as seen. */
class EnvelopeTest {

    private static final String CREATED = """
            {"version":"0","id":"e-1","detail-type":"Purchase Agreement Created - Proposer",
             "source":"aws.agreement-marketplace","account":"123456789012","time":"2026-03-01T10:00:00Z",
             "region":"us-east-1","resources":["arn:aws:aws-marketplace::123456789012:agreement/agmt-1"],
             "detail":{"requestId":"r-1","catalog":"AWSMarketplace","agreement":{"id":"agmt-1","intent":"NEW"}}}""";
    private static final String UNSUBSCRIBE = """
            {"action":"unsubscribe-pending","customer-identifier":" X01EXAMPLEX ","product-code":"pc-1"}""";
    private static final String UNSUBSCRIBED = """
            {"id":"74DFB444-c00b-4a5b-8b4f-7c1c0a3a6b0c","subscriptionId":"Ef12-AB","planId":"silver","quantity":null,
             "timeStamp":"2026-03-01T10:00:00.1234567Z","action":"Unsubscribe","status":"Succeeded"}""";
    private static final String ACTIVE = """
            {"eventId":"g-1","eventType":"ENTITLEMENT_ACTIVE","providerId":"P",
             "entitlement":{"id":"E","updateTime":"2026-03-01T10:00:00Z"}}""";

    @Test
    void aBareEventIsKnownByItsRequestAndWhatHappened() throws Unreadable {
        var envelope = open("aws", CREATED);

        assertThat(envelope.key()).isEqualTo("r-1:Purchase Agreement Created");
        assertThat(envelope.type()).isEqualTo("Purchase Agreement Created");
        assertThat(envelope.contractKey()).isEqualTo("agmt-1");
        assertThat(envelope.occurredAt()).isEqualTo("2026-03-01T10:00:00Z");
    }

    @Test
    void theSameEventInAnotherRoleIsTheSameMessage() throws Unreadable {
        var other = open("aws", CREATED.replace("Proposer", "Manufacturer").replace("e-1", "e-2"));

        assertThat(other.key()).isEqualTo(open("aws", CREATED).key());
    }

    @Test
    void anEventWithoutARequestIsKnownByItsOwnId() throws Unreadable {
        assertThat(open("aws", CREATED.replace("requestId", "other")).key()).isEqualTo("e-1");
    }

    @Test
    void snsMayCarryTextOrAnObject() throws Unreadable {
        for (var message : new String[] {quoted(UNSUBSCRIBE), UNSUBSCRIBE}) {
            var envelope = open("aws", sns(message));

            assertThat(envelope.key()).isEqualTo("m-1");
            assertThat(envelope.type()).isEqualTo("unsubscribe-pending");
            assertThat(envelope.contractKey()).isEqualTo("X01EXAMPLEX|pc-1");
            assertThat(envelope.occurredAt()).isEqualTo("2026-03-01T09:59:00Z");
            assertThat(envelope.payload()).startsWith("{\"action\":");
        }
    }

    @Test
    void anEventThatWentThroughSnsIsTheSameMessageAsTheBareOne() throws Unreadable {
        assertThat(open("aws", sns(quoted(CREATED)))).isEqualTo(open("aws", CREATED));
    }

    @Test
    void aRawSnsMessageHasNoIdOfItsOwn() throws Unreadable {
        var envelope = open("aws", UNSUBSCRIBE);

        assertThat(envelope.key()).isNull();
        assertThat(envelope.occurredAt()).isNull();
        assertThat(envelope.contractKey()).isEqualTo("X01EXAMPLEX|pc-1");
    }

    @Test
    void azureIsTheSameRawAndInsideAnEvent() throws Unreadable {
        var raw = open("azure", UNSUBSCRIBED);
        var cloudEvent = "{\"specversion\":\"1.0\",\"id\":\"other\",\"type\":\"t\",\"data\":" + UNSUBSCRIBED + "}";

        assertThat(raw.key()).isEqualTo("74dfb444-c00b-4a5b-8b4f-7c1c0a3a6b0c");
        assertThat(raw.type()).isEqualTo("Unsubscribe");
        assertThat(raw.contractKey()).isEqualTo("ef12-ab");
        assertThat(raw.occurredAt()).isEqualTo("2026-03-01T10:00:00.123456700Z");
        assertThat(open("azure", cloudEvent)).isEqualTo(raw);
        assertThat(open("azure", "[" + cloudEvent + "]")).isEqualTo(raw);
    }

    @Test
    void azuresOldShortFormHasNoIdOfItsOwn() throws Unreadable {
        var envelope = open("azure", "{\"subscriptionId\":\"s-1\",\"operationType\":\"Reinstate\"}");

        assertThat(envelope.key()).isNull();
        assertThat(envelope.type()).isEqualTo("Reinstate");
        assertThat(open("azure", "{\"subscriptionId\":\"s-1\",\"action\":\"Renew\",\"timeStamp\":\"2026-03-01T10:00:00\"}"))
                .extracting(Envelope::key, Envelope::occurredAt)
                .containsExactly("s-1:Renew:2026-03-01T10:00:00", Instant.parse("2026-03-01T10:00:00Z"));
    }

    @Test
    void googleIsKnownByTypeAndId() throws Unreadable {
        var envelope = open("gcp", ACTIVE);

        assertThat(envelope.key()).isEqualTo("ENTITLEMENT_ACTIVE:g-1");
        assertThat(envelope.contractKey()).isEqualTo("E");
        assertThat(envelope.occurredAt()).isEqualTo("2026-03-01T10:00:00Z");
    }

    @Test
    void googlesMessageAboutAnAccountNeedsNoType() throws Unreadable {
        var envelope = open("gcp", "{\"eventId\":\"g-2\",\"account\":{\"id\":\"A\",\"updateTime\":\"soon\"}}");

        assertThat(envelope).extracting(Envelope::key, Envelope::type, Envelope::contractKey, Envelope::occurredAt)
                .containsExactly("account:g-2", null, "A", null);
    }

    @Test
    void anUnknownTypeIsNoReasonToRefuse() throws Unreadable {
        assertThat(open("gcp", ACTIVE.replace("ENTITLEMENT_ACTIVE", "ENTITLEMENT_SUNG")).type())
                .isEqualTo("ENTITLEMENT_SUNG");
        assertThat(open("azure", UNSUBSCRIBED.replace("Unsubscribe", "Sing")).type()).isEqualTo("Sing");
        assertThat(open("aws", CREATED.replace("Created", "Sung")).type()).isEqualTo("Purchase Agreement Sung");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aws   | not json                                       | not JSON
            aws   | 17                                             | not a JSON object
            aws   | {}                                             | neither an event nor a message
            aws   | [1]                                            | neither an event nor a message
            aws   | {"Type":"SubscriptionConfirmation","MessageId":"m"} | waits for its confirmation
            aws   | {"Type":"UnsubscribeConfirmation","MessageId":"m"} | no notification
            aws   | {"Type":"Notification","MessageId":"m","Message":"hello"} | not JSON
            azure | {"action":"Renew"}                             | names no subscription
            gcp   | {"eventId":"1","eventType":"X"}                | neither an entitlement nor an account
            orb   | {"id":"1"}                                     | names no type
            """)
    void rubbishIsNamedAsSuch(String cloud, String body, String reason) {
        assertThatThrownBy(() -> open(cloud, body)).isInstanceOf(Unreadable.class).hasMessageContaining(reason);
    }

    private static Envelope open(String cloud, String body) throws Unreadable {
        return Envelope.open(cloud, body.getBytes(UTF_8));
    }

    private static String sns(String message) {
        return """
                {"Type":"Notification","MessageId":"m-1","TopicArn":"arn:aws:sns:us-east-1:287250355862:t",
                 "Message":%s,"Timestamp":"2026-03-01T09:59:00.000Z","SignatureVersion":"1"}""".formatted(message);
    }

    private static String quoted(String json) {
        return '"' + json.replace("\n", "").replace("\"", "\\\"") + '"';
    }
}
