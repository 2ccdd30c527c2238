/**
 * How much is owed, in which hour it may be said, and what an answer does to a record.
 *
 * <p>Money is exact decimals in the listing's currency, units are whole numbers, hours are UTC. Pure:
 * imports only {@code java.*} and its pure neighbours, proven by the architecture test.
 */
package io.meterbridge.metering;
