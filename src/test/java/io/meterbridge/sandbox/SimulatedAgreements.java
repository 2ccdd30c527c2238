package io.meterbridge.sandbox;

import java.time.InstantSource;
import java.util.List;

/** The simulated Agreement and Entitlement services of AWS Marketplace, at one address. */
public final class SimulatedAgreements implements AutoCloseable {

    private final AgreementService service;
    private final SandboxHttp http;

    private SimulatedAgreements(AgreementService service, SandboxHttp http) {
        this.service = service;
        this.http = http;
    }

    /** Starts on a free port of the loopback address, for callers among these identities. */
    public static SimulatedAgreements start(InstantSource clock, AwsIdentities identities) {
        var service = new AgreementService(identities, clock);
        return new SimulatedAgreements(service, SandboxHttp.start(service, clock, 0));
    }

    /** What the endpoint variables of both services have to be. */
    public String endpointUrl() {
        return http.url();
    }

    /** An agreement that a buyer has accepted. */
    public MarketplaceAgreement agreement(String id, String buyerAccount) {
        var agreement = new MarketplaceAgreement(id, buyerAccount);
        service.agreements.put(id, agreement);
        return agreement;
    }

    /** What goes wrong at every call. */
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
