/** The HTTP API: one package per resource, and what they share. */
package io.meterbridge.api;
