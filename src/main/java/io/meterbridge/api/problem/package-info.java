/** Errors as RFC 9457 problem documents. */
package io.meterbridge.api.problem;
