package io.meterbridge.hooks;

import java.util.UUID;

/**
 * A webhook's call, not trusted yet.
 *
 * @param sellerId      whose address was called
 * @param authorization header, or null
 * @param signature     Orb's signatures, or null
 * @param timestamp     Orb's time of signing, or null
 */
public record HookCall(UUID sellerId, byte[] body, String authorization, String signature, String timestamp) {

    /** Without what proves its sender. */
    @Override
    public String toString() {
        return "HookCall[" + sellerId + ", " + body.length + " bytes]";
    }
}
