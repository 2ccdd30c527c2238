/**
 * Sealing of what sellers entrust to us. Nothing here logs, prints or returns a secret except to
 * its opener.
 */
package io.meterbridge.secret;
