/**
 * The time after a cancellation: Orb is read at planned instants, what is due goes out before everything else, and
 * what the marketplace no longer took is told (money.md M-24).
 */
package io.meterbridge.cancellation;
