package io.meterbridge.token;

/** A signed token does not show what it has to. The reason names the check, never the token. */
public final class TokenRefused extends Exception {

    private static final long serialVersionUID = 1;

    public TokenRefused(String reason) {
        super(reason);
    }
}
