package io.meterbridge.azure;

/** A webhook's token does not show that Microsoft sent it. The reason names the check, never the token. */
public final class TokenRefused extends Exception {

    private static final long serialVersionUID = 1;

    TokenRefused(String reason) {
        super(reason);
    }
}
