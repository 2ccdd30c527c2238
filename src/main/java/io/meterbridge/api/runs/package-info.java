/** Hours that are metered, as whoever runs the installation sees them. */
package io.meterbridge.api.runs;
