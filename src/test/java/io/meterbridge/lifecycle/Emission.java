package io.meterbridge.lifecycle;

/**
 * One moment of a simulated marketplace: what it says about a contract, and what is true of it from then on.
 *
 * @param truth what is true from this moment on, or null when the moment changes nothing
 */
record Emission(String contract, LifeEvent event, Truth.Known truth) {
}
