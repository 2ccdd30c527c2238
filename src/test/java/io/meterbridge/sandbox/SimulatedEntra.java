package io.meterbridge.sandbox;

import java.time.InstantSource;
import java.util.List;

/**
 * The simulated Microsoft Entra: the token endpoint for client credentials. Tokens name their
 * audience, end after an hour by the sandbox clock, and are known to every simulator that shares
 * its {@link EntraApplications}.
 */
public final class SimulatedEntra implements AutoCloseable {

    private final EntraService service;
    private final SandboxHttp http;

    private SimulatedEntra(EntraService service, SandboxHttp http) {
        this.service = service;
        this.http = http;
    }

    /** Starts on a free port of the loopback address. */
    public static SimulatedEntra start(InstantSource clock, EntraApplications applications) {
        return start(clock, applications, 0);
    }

    /** Starts on this port of the loopback address. */
    public static SimulatedEntra start(
            InstantSource clock, EntraApplications applications, int port) {
        var service = new EntraService(applications, clock);
        return new SimulatedEntra(service, SandboxHttp.start(service, clock, port));
    }

    /** What {@code AZURE_AUTHORITY_HOST} has to be. */
    public String authorityHost() {
        return http.url();
    }

    /** The port, for a {@link FaultProxy} in front. */
    public int port() {
        return http.port();
    }

    /** Says how long tokens live as a text, as version 1 does; version 2 says a number. */
    public SimulatedEntra lifetimeAsText(boolean asText) {
        service.lifetimeAsText = asText;
        return this;
    }

    /** What the marketplace's webhook signs its tokens with. */
    public EntraSigningKeys signingKeys() {
        return service.signingKeys;
    }

    /** What goes wrong at the token endpoint. */
    public FaultScript faults() {
        return service.faults;
    }

    /** The newest requests, oldest first, at most 2,000; their bodies hold secrets. */
    public List<RecordedRequest> requests() {
        return http.requests().newest();
    }

    @Override
    public void close() {
        http.close();
    }
}
