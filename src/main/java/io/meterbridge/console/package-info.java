/** The console: pages on which people do what the API does, by its own calls. */
package io.meterbridge.console;
