/** Tokens, client secrets and roles. */
package io.meterbridge.api.security;
