/** Sellers, as whoever runs the installation sees them. */
package io.meterbridge.api.sellers;
