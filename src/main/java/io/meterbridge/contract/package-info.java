/**
 * Contracts as their marketplaces move them: reads what is known, lets {@link io.meterbridge.lifecycle} decide,
 * and writes the contract, its account and what the seller is told in one transaction. Nobody is called
 * from here.
 */
package io.meterbridge.contract;
