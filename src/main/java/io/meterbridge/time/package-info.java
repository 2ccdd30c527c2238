/** What time it is: the only place that asks the system clock, corrected by the database's. */
package io.meterbridge.time;
