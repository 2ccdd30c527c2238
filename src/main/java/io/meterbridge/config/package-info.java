/** Settings, the data folder and the executors: what the rest of the house is told at start. */
package io.meterbridge.config;
