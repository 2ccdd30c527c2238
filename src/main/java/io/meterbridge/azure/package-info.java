/**
 * What the Azure routes need from Java: settings, tokens, request bodies and the reading of
 * answers. Routes make the calls; what an answer means stands in
 * {@code io.meterbridge.marketplace.azure}.
 */
package io.meterbridge.azure;
