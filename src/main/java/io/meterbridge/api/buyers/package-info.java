/** Who bought something, and which Orb subscription feeds it. */
package io.meterbridge.api.buyers;
