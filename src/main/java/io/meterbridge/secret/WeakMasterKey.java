package io.meterbridge.secret;

import io.meterbridge.config.StartRefused;

/** A master key that must not be used. */
public final class WeakMasterKey extends StartRefused {

    private static final long serialVersionUID = 1L;

    private final String why;

    WeakMasterKey(String why) {
        super("METERBRIDGE_MASTER_KEY is refused: " + why,
                "Set it to base64 of 32 random bytes, for example from: openssl rand -base64 32");
        this.why = why;
    }

    private WeakMasterKey(WeakMasterKey old) {
        super("One of METERBRIDGE_OLD_MASTER_KEYS is refused: " + old.why,
                "Name the keys that METERBRIDGE_MASTER_KEY held before, separated by commas, or none");
        this.why = old.why;
    }

    /** The same about a key of before. */
    WeakMasterKey amongTheOld() {
        return new WeakMasterKey(this);
    }
}
