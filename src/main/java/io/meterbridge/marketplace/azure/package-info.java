/**
 * What Azure Marketplace's metering of SaaS offers asks for and what its answers mean. Pure:
 * imports only {@code java.*} and {@link io.meterbridge.marketplace}, proven by the architecture
 * test.
 */
package io.meterbridge.marketplace.azure;
