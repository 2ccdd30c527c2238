/**
 * Figures for Prometheus. Counters belong to the process that did the work, so replicas are summed; gauges are read
 * from the database, so any replica tells the same.
 */
package io.meterbridge.observe;
