/** What the marketplaces were told, and why. */
package io.meterbridge.api.metering;
