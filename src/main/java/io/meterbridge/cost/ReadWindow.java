package io.meterbridge.cost;

import java.time.Instant;

/**
 * The window one costs request asks for.
 *
 * @param from inclusive, a local midnight
 * @param to exclusive, a local midnight
 * @param settles false while older history is still being read: such an answer is kept, not settled
 *     on
 */
public record ReadWindow(Instant from, Instant to, boolean settles) {}
