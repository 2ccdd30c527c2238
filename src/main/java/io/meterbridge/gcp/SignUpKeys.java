package io.meterbridge.gcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.meterbridge.token.PublicKeys;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The keys that Google Cloud Marketplace signs sign-ups with: X.509 certificates by the ids of their keys. */
@Component
class SignUpKeys {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PublicKeys keys;

    @Autowired
    SignUpKeys(ProducerTemplate routes, InstantSource clock) {
        this(() -> routes.requestBody("direct:gcp-sign-up-keys-read", null, String.class), clock);
    }

    /** Keys that come from elsewhere, for tests. */
    SignUpKeys(Supplier<String> certificates, InstantSource clock) {
        this.keys = new PublicKeys("Google Cloud Marketplace", () -> read(certificates.get()), clock);
    }

    PublicKeys keys() {
        return keys;
    }

    private static JWKSet read(String certificates) throws ParseException {
        try {
            var keys = new ArrayList<JWK>();
            for (var entry : JSON.readTree(certificates).properties()) {
                var certificate = CertificateFactory.getInstance("X.509").generateCertificate(
                        new ByteArrayInputStream(entry.getValue().asText().getBytes(StandardCharsets.US_ASCII)));
                if (certificate.getPublicKey() instanceof RSAPublicKey key) {
                    keys.add(new RSAKey.Builder(key).keyID(entry.getKey()).build());
                }
            }
            return new JWKSet(keys);
        } catch (JsonProcessingException | CertificateException e) {
            throw new ParseException("no certificates: " + e.getClass().getSimpleName(), 0);
        }
    }
}
