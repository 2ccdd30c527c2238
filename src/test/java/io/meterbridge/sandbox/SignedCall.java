package io.meterbridge.sandbox;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** A call to a simulated AWS service, signed by Amazon's own signer. */
final class SignedCall {

    private final String url;
    private final String contentType;
    private final String target;
    private final AwsAccessKey key;
    private final InstantSource clock;
    private String service;
    private String region = "us-east-1";

    private SignedCall(String url, String contentType, String target, String service,
            AwsAccessKey key, InstantSource clock) {
        this.url = url;
        this.contentType = contentType;
        this.target = target;
        this.service = service;
        this.key = key;
        this.clock = clock;
    }

    static SignedCall metering(String url, AwsAccessKey key, InstantSource clock) {
        return new SignedCall(url, "application/x-amz-json-1.1",
                "AWSMPMeteringService.BatchMeterUsage", "aws-marketplace", key, clock);
    }

    static SignedCall sts(String url, AwsAccessKey key, InstantSource clock) {
        return new SignedCall(url, "application/x-www-form-urlencoded; charset=utf-8", null,
                "sts", key, clock);
    }

    SignedCall region(String name) {
        region = name;
        return this;
    }

    SignedCall service(String name) {
        service = name;
        return this;
    }

    SandboxClient.Reply send(String body) {
        return send(body, body);
    }

    /** Signs one body and sends another. */
    SandboxClient.Reply send(String signedBody, String sentBody) {
        var sent = HttpRequest.newBuilder(URI.create(url + "/"))
                .POST(BodyPublishers.ofString(sentBody));
        signed(signedBody).forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> sent.header(name, value));
            }
        });
        return SandboxClient.send(sent.build());
    }

    /** The signed call as it goes over the wire. */
    String asText(String body) {
        var text = new StringBuilder("POST / HTTP/1.1\r\n");
        signed(body).forEachHeader((name, values) -> values.forEach(value ->
                text.append(name).append(": ").append(value).append("\r\n")));
        if (text.indexOf("Content-Length") < 0) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    private SdkHttpRequest signed(String body) {
        var plain = SdkHttpRequest.builder().method(SdkHttpMethod.POST)
                .uri(URI.create(url + "/")).putHeader("Content-Type", contentType);
        if (target != null) {
            plain.putHeader("X-Amz-Target", target);
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return AwsV4HttpSigner.create().sign(request -> request
                .identity(identity())
                .request(plain.build())
                .payload(ContentStreamProvider.fromByteArray(bytes))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK,
                        Clock.fixed(clock.instant(), ZoneOffset.UTC))).request();
    }

    private AwsCredentialsIdentity identity() {
        return key.sessionToken() == null
                ? AwsCredentialsIdentity.create(key.accessKeyId(), key.secretAccessKey())
                : AwsSessionCredentialsIdentity.create(
                        key.accessKeyId(), key.secretAccessKey(), key.sessionToken());
    }
}
