package io.meterbridge.api.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meterbridge.api.openapi.ApiRequest;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;

/** What makes two requests the same one: the operation, where it points to, and what its body says. */
final class Fingerprint {

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private Fingerprint() {
    }

    /** SHA-256; the order of fields and white space do not count. */
    static byte[] of(ApiRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : new Object[] {request.operation().id(), new TreeMap<>(request.path()),
                new TreeMap<>(request.query()), request.body()}) {
                digest.update(SORTED.writeValueAsString(part).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
