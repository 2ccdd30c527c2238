package io.meterbridge.api.security;

import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.config.MeterbridgeProperties;
import java.util.function.LongSupplier;

/**
 * Slows guessing of client secrets down, per client id and per address that guesses, without holding a
 * thread: who has to wait is told so with a 429. A client id that nobody has is treated like any other.
 */
final class SignInDelay {

    private final Failures ofClients;
    private final Failures ofSources;

    SignInDelay(MeterbridgeProperties.SignIn settings, LongSupplier nanoTime) {
        this.ofClients = new Failures(settings.clientFailures(), nanoTime);
        this.ofSources = new Failures(settings.sourceFailures(), nanoTime);
    }

    /**
     * Lets a try pass.
     *
     * @throws ProblemException 429 while the client id or the address has to wait
     */
    void check(String clientId, String source) {
        var client = ofClients.waitOf(clientId);
        var address = ofSources.waitOf(source);
        var wait = client.compareTo(address) > 0 ? client : address;
        if (!wait.isZero()) {
            throw ProblemException.tooMany("Too many sign-ins failed.", wait);
        }
    }

    void failed(String clientId, String source) {
        ofClients.note(clientId);
        ofSources.note(source);
    }

    /** The address stays under suspicion: one good credential is no licence to guess another. */
    void succeeded(String clientId) {
        ofClients.forget(clientId);
    }
}
