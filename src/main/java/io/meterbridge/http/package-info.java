/** How outgoing calls travel, whatever they carry. */
package io.meterbridge.http;
