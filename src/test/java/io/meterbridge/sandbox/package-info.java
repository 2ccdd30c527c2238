/**
 * Simulated Orb and cloud marketplaces for tests, benchmarks and the demo.
 *
 * <p>Each simulator is a real HTTP server on loopback. It enforces the rules its original
 * documents, reads time from one {@link io.meterbridge.sandbox.SandboxClock}, fails on demand
 * through a {@link io.meterbridge.sandbox.FaultScript}, and remembers everything it accepted, so
 * that a test or a person can compare that with the ledger.
 *
 * <pre>{@code
 * try (var sandbox = Sandbox.start(SandboxClock.frozenAt(now))) {
 *     var account = sandbox.orb().addAccount("orb-key", OrbMode.LIVE);
 *     account.addSubscription("sub").price(OrbPrice.usage("calls", "API calls"))
 *             .cost("calls", now, new BigDecimal("12.345"));
 *     var agreement = sandbox.aws().agreement("prod-1", "222222222222")
 *             .dimension("usd", new BigDecimal("0.01"));
 *     sandbox.aws().faults().next(1).loseAnswerAfterAccept();
 *     // ... run the application with sandbox.environment() ...
 *     assertThat(sandbox.aws().totalBilled(agreement)).isEqualByComparingTo("12.34");
 * }
 * }</pre>
 *
 * <p>A further service is a {@link io.meterbridge.sandbox.SandboxService} behind a
 * {@link io.meterbridge.sandbox.SandboxHttp}. Where the originals' documents leave something open,
 * the simulator takes the strict reading and offers a switch for the other.
 */
package io.meterbridge.sandbox;
