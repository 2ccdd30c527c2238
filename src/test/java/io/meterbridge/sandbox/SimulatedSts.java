package io.meterbridge.sandbox;

import java.time.InstantSource;
import java.util.List;

/**
 * The simulated AWS Security Token Service: {@code GetCallerIdentity} and {@code AssumeRole} with
 * external id. The temporary credentials that it hands out are known to every simulator that
 * shares its {@link AwsIdentities}, and expire by the sandbox clock.
 */
public final class SimulatedSts implements AutoCloseable {

    private final StsService service;
    private final SandboxHttp http;

    private SimulatedSts(StsService service, SandboxHttp http) {
        this.service = service;
        this.http = http;
    }

    /** Starts on a free port of the loopback address. */
    public static SimulatedSts start(InstantSource clock, AwsIdentities identities) {
        return start(clock, identities, 0);
    }

    /** Starts on this port of the loopback address. */
    public static SimulatedSts start(InstantSource clock, AwsIdentities identities, int port) {
        var service = new StsService(identities, clock);
        return new SimulatedSts(service, SandboxHttp.start(service, clock, port));
    }

    /** What {@code AWS_ENDPOINT_URL_STS} has to be. */
    public String endpointUrl() {
        return http.url();
    }

    /** Compares signing times with this clock instead of the sandbox's. */
    public SimulatedSts signingClock(InstantSource signingClock) {
        service.signingClock = signingClock;
        return this;
    }

    /** What goes wrong at both calls. */
    public FaultScript faults() {
        return service.faults;
    }

    /** The newest requests, oldest first, at most 2,000. */
    public List<RecordedRequest> requests() {
        return http.requests().newest();
    }

    @Override
    public void close() {
        http.close();
    }
}
