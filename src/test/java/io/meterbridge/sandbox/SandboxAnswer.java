package io.meterbridge.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An HTTP answer of a simulated service.
 *
 * @param status the HTTP status
 * @param headers one value per header name
 * @param body the bytes of the body, never null
 */
record SandboxAnswer(int status, Map<String, String> headers, byte[] body) {

    static SandboxAnswer json(int status, byte[] body) {
        return new SandboxAnswer(status, Map.of("Content-Type", "application/json"), body);
    }

    static SandboxAnswer text(int status, Map<String, String> headers, String body) {
        return new SandboxAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
