/** Which UTC hours are to be metered, and when. */
package io.meterbridge.hour;
