/**
 * Where marketplaces send buyers' browsers: who came is asked or verified, kept, and sent on to the seller's own
 * sign-up page with a statement that the seller can verify.
 */
package io.meterbridge.landing;
