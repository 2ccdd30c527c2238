/**
 * Why Orb's cost, what was accepted and what a marketplace reports differ. Pure: figures come in, classified
 * differences go out; docs/reconciliation.md shows an answer.
 */
package io.meterbridge.reconciliation;
