/** Who calls us: Azure's and Orb's webhooks. Each proves by its own scheme who it is before anything is stored. */
package io.meterbridge.hooks;
