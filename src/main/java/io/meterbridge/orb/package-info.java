/** Calls to Orb and what its answers say; the routes send. Figures stay exact decimals. */
package io.meterbridge.orb;
