/** Tokens that others signed: whose keys they may be signed with, and what every one of them has to stand. */
package io.meterbridge.token;
