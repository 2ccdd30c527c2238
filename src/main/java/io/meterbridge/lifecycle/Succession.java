package io.meterbridge.lifecycle;

/**
 * A contract that follows another one.
 *
 * @param renewal     true when it renews, false when it replaces it by other terms
 * @param predecessor identity of the one it follows, or null when the event names none
 */
public record Succession(boolean renewal, String predecessor) {
}
