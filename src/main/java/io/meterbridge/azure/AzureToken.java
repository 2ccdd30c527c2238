package io.meterbridge.azure;

import java.time.Instant;
import java.util.Objects;

/**
 * An access token for the marketplace.
 *
 * @param text      the bearer itself, a secret
 * @param expiresAt by this process's clock
 */
public record AzureToken(String text, Instant expiresAt) {

    public AzureToken {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** Any text without the token in it. */
    String redact(String any) {
        return any == null ? null : any.replace(text, "***");
    }

    /** Without what is secret, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "AzureToken[expiresAt=" + expiresAt + "]";
    }
}
