package io.meterbridge.config;

/** The credential of whoever runs this installation. */
public record OperatorCredential(String clientId, String secret) {

    /** Without the secret, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "OperatorCredential[clientId=" + clientId + "]";
    }
}
