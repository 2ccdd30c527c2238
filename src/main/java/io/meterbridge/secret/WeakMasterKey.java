package io.meterbridge.secret;

import io.meterbridge.config.StartRefused;

/** A master key that must not be used. */
public final class WeakMasterKey extends StartRefused {

    WeakMasterKey(String why) {
        super("METERBRIDGE_MASTER_KEY is refused: " + why,
                "Set it to base64 of 32 random bytes, for example from: openssl rand -base64 32");
    }
}
