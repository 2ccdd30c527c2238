/**
 * What the AWS routes need from Java: settings, credentials, signatures, request bodies and the
 * reading of answers. Routes make the calls; what an answer means stands in
 * {@code io.meterbridge.marketplace.aws}.
 */
package io.meterbridge.aws;
