/**
 * What became of a contract: what a marketplace's event means, given every event known before and what the
 * marketplace says is true now (docs/adr/0011-state-from-events-and-truth.md).
 *
 * <p>Instants are UTC and the marketplace's own; prices are exact decimals. Pure: imports only
 * {@code java.*}, proven by the architecture test.
 */
package io.meterbridge.lifecycle;
