package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A simulated Orb with several accounts, told apart by their API keys. It serves what metering
 * reads: ping, subscriptions and their cumulative costs.
 */
public final class SimulatedOrb implements AutoCloseable {

    private final InstantSource clock;
    private final Map<String, OrbAccount> accountByKey = new ConcurrentHashMap<>();
    private final OrbService service = new OrbService(accountByKey);
    private SandboxHttp http;

    private SimulatedOrb(InstantSource clock) {
        this.clock = clock;
    }

    /** Starts on a free port of the loopback address. */
    public static SimulatedOrb start(InstantSource clock) {
        return start(clock, 0);
    }

    /** Starts on this port of the loopback address. */
    public static SimulatedOrb start(InstantSource clock, int port) {
        var orb = new SimulatedOrb(clock);
        orb.http = SandboxHttp.start(orb.service, clock, port);
        return orb;
    }

    /** The base URL, ending in {@code /v1}. */
    public String baseUrl() {
        return http.url() + "/v1";
    }

    /** The port, for a {@link FaultProxy} in front. */
    public int port() {
        return http.port();
    }

    /** Opens an account that this API key leads to. */
    public OrbAccount addAccount(String apiKey, OrbMode mode) {
        var account = new OrbAccount(mode, clock);
        addKey(apiKey, account);
        return account;
    }

    /** Gives an account one more API key. */
    public void addKey(String apiKey, OrbAccount account) {
        accountByKey.put(apiKey, account);
    }

    /** Takes an API key back; requests with it are answered 401 from now on. */
    public void revokeKey(String apiKey) {
        accountByKey.remove(apiKey);
    }

    /** What goes wrong at {@code GET /v1/subscriptions/{id}/costs}. */
    public FaultScript costsFaults() {
        return service.costsFaults;
    }

    /** What goes wrong at the subscription endpoints. */
    public FaultScript subscriptionFaults() {
        return service.subscriptionFaults;
    }

    /** What goes wrong at {@code GET /v1/ping}. */
    public FaultScript pingFaults() {
        return service.pingFaults;
    }

    /** The newest requests, oldest first, at most 2,000. */
    public List<RecordedRequest> requests() {
        return http.requests().newest();
    }

    /** How many requests came in all. */
    public long requestCount() {
        return http.requests().count();
    }

    /** The truth about one subscription of whichever account has it. */
    public BigDecimal costSoFar(String subscriptionId, CostBasis basis) {
        for (var account : accountByKey.values()) {
            var subscription = account.find(subscriptionId);
            if (subscription != null) {
                return subscription.costSoFar(basis);
            }
        }
        throw new IllegalArgumentException("There is no subscription " + subscriptionId);
    }

    @Override
    public void close() {
        http.close();
    }
}
