/**
 * From Orb's answer to the money an account has cost so far.
 *
 * <p>Orb answers with cumulative day buckets; one billing period may hold several series, each counting
 * from its own start. Cost so far is the sum over every series ever of that series' latest value. Pure:
 * imports only {@code java.*}, proven by the architecture test.
 */
package io.meterbridge.cost;
