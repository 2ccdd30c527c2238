/**
 * The ledger: the only code that writes metering records and settles accounts. Every change is one
 * transaction; no call to anybody outside happens inside one.
 */
package io.meterbridge.ledger;
