/** Watches every log line and every answer of the API for secrets of the test world, in all tests. */
package io.meterbridge.secretscan;
