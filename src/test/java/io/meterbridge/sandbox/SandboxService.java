package io.meterbridge.sandbox;

/** What one simulated service does; {@link SandboxHttp} carries it over HTTP and adds faults. */
interface SandboxService {

    /** The script that rules this request; null for pages meant for people. */
    FaultScript faultsFor(SandboxRequest request);

    /**
     * Does the work and answers as documented.
     *
     * @param fault what this call meets; only a batch service looks at it, for partial batches
     */
    SandboxAnswer answer(SandboxRequest request, Fault fault);

    /** The service's own "too many requests". */
    SandboxAnswer throttled();

    /** The service's own internal error. */
    SandboxAnswer broken();
}
