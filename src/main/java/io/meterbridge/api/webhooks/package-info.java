/** {@code /api/webhooks}: endpoints, what happened, and whether it arrived. */
package io.meterbridge.api.webhooks;
