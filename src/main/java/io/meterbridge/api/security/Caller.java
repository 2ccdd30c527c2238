package io.meterbridge.api.security;

import java.util.UUID;

/**
 * Who makes a call, as its token says.
 *
 * @param role     {@code operator} or {@code seller}
 * @param sellerId the seller it speaks for, or null for the operator
 */
public record Caller(String clientId, String role, UUID sellerId) {

    /** Request attribute that carries the caller to the routes; no client can set it. */
    public static final String ATTRIBUTE = "io.meterbridge.caller";
}
