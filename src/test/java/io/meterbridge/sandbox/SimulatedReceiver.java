package io.meterbridge.sandbox;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/**
 * A seller's own receiver: any number of endpoints below one address, each with the secret its seller
 * copied from Meterbridge. It takes what is signed with that secret and not older than five minutes,
 * refuses the rest with 401, and remembers events by their id.
 */
public final class SimulatedReceiver implements AutoCloseable {

    private final ReceiverService service;
    private final SandboxHttp http;

    private SimulatedReceiver(ReceiverService service, SandboxHttp http) {
        this.service = service;
        this.http = http;
    }

    /** Starts on a free port of the loopback address. */
    public static SimulatedReceiver start(InstantSource clock) {
        var service = new ReceiverService(clock);
        return new SimulatedReceiver(service, SandboxHttp.start(service, clock));
    }

    /** The address of one endpoint, for example {@code /acme}. */
    public String url(String path) {
        return http.url() + path;
    }

    /** Lets an endpoint trust what is signed with this secret from now on, and nothing else. */
    public void trust(String path, String secret) {
        service.trust(path, secret);
    }

    /** What goes wrong; {@code to(path)} means one endpoint. */
    public FaultScript faults() {
        return service.faults;
    }

    /** Every event that came with a good signature, each once. */
    public Collection<ReceivedEvent> received() {
        return service.received();
    }

    /** The same, of one endpoint. */
    public List<ReceivedEvent> receivedAt(String path) {
        return service.received().stream().filter(event -> event.path().equals(path)).toList();
    }

    /** How many those of {@link #received()} are, without a copy of them. */
    public int countReceived() {
        return service.countReceived();
    }

    /** The newest requests, good or not, oldest first, at most 2,000. */
    public List<RecordedRequest> requests() {
        return http.requests().newest();
    }

    @Override
    public void close() {
        http.close();
    }
}
