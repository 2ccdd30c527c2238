package io.meterbridge.demo;

import java.time.Instant;

/**
 * A contract that is bought, changed, renewed and cancelled at a simulated marketplace. Nobody registers it:
 * Meterbridge hears of it as it would hear of a real one, and asks the marketplace what is true.
 */
interface LivingContract {

    /** The marketplace's name in the API. */
    String cloud();

    /** Somebody buys. */
    void begins(Instant at);

    /** The buyer pays another price from now on. */
    void changes(Instant at);

    /** Its term is over and another one begins. */
    void goesOn(Instant at);

    /** The buyer cancels. */
    void ends(Instant at);
}
