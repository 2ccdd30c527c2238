package io.meterbridge.secret;

/**
 * A sealed secret that does not open: another row's, another key's, or changed since it was sealed.
 */
public final class SealBroken extends RuntimeException {

    SealBroken(String identity, Throwable cause) {
        super(
                "The sealed secret of " + identity + " does not open under any master key in use",
                cause);
    }
}
