/**
 * Which Orb subscription a contract's usage is read from. Mapping a subscription opens its account; mapping
 * it again, under whatever contract, continues it (money.md M-01, M-02).
 */
package io.meterbridge.mapping;
