/**
 * What every marketplace has in common: records to send, batches of them, and what an answer means.
 * Pure: imports only {@code java.*}, proven by the architecture test.
 */
package io.meterbridge.marketplace;
