/** What a seller connects: Orb and the marketplaces. */
package io.meterbridge.api.integrations;
