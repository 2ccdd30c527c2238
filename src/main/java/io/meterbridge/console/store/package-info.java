/** What the console's pages need at once and the API tells one by one. */
package io.meterbridge.console.store;
