/**
 * What sellers are told: events recorded in the transaction of what happened, endpoints that
 * subscribe to them, and their signed deliveries.
 */
package io.meterbridge.webhook;
