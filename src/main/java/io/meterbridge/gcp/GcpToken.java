package io.meterbridge.gcp;

import java.time.Instant;
import java.util.Objects;

/**
 * What a call to Google is authorized with.
 *
 * @param expiresAt from then on Google refuses it
 */
public record GcpToken(String value, Instant expiresAt) {

    public GcpToken {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** Without what is secret, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "GcpToken[expiresAt=" + expiresAt + "]";
    }
}
