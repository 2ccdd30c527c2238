/** Changing the master key while everything goes on: what is stored moves from old keys to the current one. */
package io.meterbridge.rotation;
