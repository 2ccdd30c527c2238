package io.meterbridge.aws;

import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** Signs POST requests with AWS Signature Version 4. */
@Component
class AwsSigner {

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final InstantSource clock;

    AwsSigner(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The headers under which exactly these bytes may be sent to this address within five minutes.
     *
     * @param service the name AWS signs under, for example {@code sts}
     * @param headers what is signed besides host and date
     */
    Map<String, String> sign(
            URI address,
            String service,
            String region,
            Map<String, String> headers,
            byte[] body,
            AwsKeys keys) {
        var request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(address);
        headers.forEach(request::putHeader);
        var now = Clock.fixed(clock.instant(), ZoneOffset.UTC);
        var signed = signer.sign(order -> order
                .identity(keys.identity())
                .request(request.build())
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, now));
        var all = new LinkedHashMap<String, String>();
        signed.request().forEachHeader((name, values) -> all.put(name, values.get(0)));
        // the sending client writes the host itself, from the same address
        all.remove("Host");
        all.put("Content-Length", String.valueOf(body.length));
        return all;
    }
}
