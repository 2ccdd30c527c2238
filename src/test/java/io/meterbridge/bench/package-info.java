/**
 * The benchmark behind {@code bench/metering}: the packaged application meters accounts on three clouds against
 * loopback fakes, and a plain Java program does the same work beside it. docs/performance.md says what came out.
 */
package io.meterbridge.bench;
