/** What buyers bought, what it costs, and which Orb subscription feeds it. */
package io.meterbridge.api.contracts;
