package io.meterbridge.marketplace;

import java.util.Objects;

/**
 * What trying out a seller's settings of a marketplace came to.
 *
 * @param reason a sentence for the seller, without secrets; null when all is well
 * @param field  the setting to correct by its name in the API, or null when it is none in
 *               particular
 */
public record ConnectionCheck(Result result, String reason, String field) {

    /** How it went. */
    public enum Result {
        /** The settings may be stored. */
        OK,
        /** The marketplace refused them, or they cannot be right. */
        REFUSED,
        /** Nobody could say. */
        UNREACHABLE
    }

    public ConnectionCheck {
        Objects.requireNonNull(result, "result");
    }

    /** Nothing spoke against them. */
    public static ConnectionCheck ok() {
        return new ConnectionCheck(Result.OK, null, null);
    }

    /** They cannot be used as they are. */
    public static ConnectionCheck refused(String reason, String field) {
        return new ConnectionCheck(Result.REFUSED, reason, field);
    }

    /** Nobody could be asked. */
    public static ConnectionCheck unreachable(String reason) {
        return new ConnectionCheck(Result.UNREACHABLE, reason, null);
    }

    /** True when the settings may be stored. */
    public boolean isOk() {
        return result == Result.OK;
    }
}
