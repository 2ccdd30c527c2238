package io.meterbridge.gcp;

import java.util.Objects;

/**
 * What trying out a seller's Google Cloud settings came to.
 *
 * @param reason a sentence for the seller, without secrets; null when all is well
 * @param field  the setting to correct by its name in the API, or null when it is none in
 *               particular
 */
public record GcpConnectionCheck(Result result, String reason, String field) {

    /** How it went. */
    public enum Result {
        /** The settings may be stored. */
        OK,
        /** Google refused them, or they cannot be right. */
        REFUSED,
        /** Nobody could say. */
        UNREACHABLE
    }

    public GcpConnectionCheck {
        Objects.requireNonNull(result, "result");
    }

    static GcpConnectionCheck ok() {
        return new GcpConnectionCheck(Result.OK, null, null);
    }

    static GcpConnectionCheck refused(String reason, String field) {
        return new GcpConnectionCheck(Result.REFUSED, reason, field);
    }

    static GcpConnectionCheck unreachable(String reason) {
        return new GcpConnectionCheck(Result.UNREACHABLE, reason, null);
    }

    /** True when the settings may be stored. */
    public boolean isOk() {
        return result == Result.OK;
    }
}
