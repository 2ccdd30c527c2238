/** Proofs that what a marketplace accepted is what the ledger says, whatever goes wrong in between. */
package io.meterbridge.proof;
