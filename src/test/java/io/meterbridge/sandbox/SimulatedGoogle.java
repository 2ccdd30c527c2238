package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The simulated Google Cloud Marketplace: the token endpoint of service accounts, Service Control
 * (check and report) and Partner Procurement (entitlements), three servers that know the same
 * accounts and entitlements. It remembers what it would bill.
 */
public final class SimulatedGoogle implements AutoCloseable {

    private final GoogleIdentities identities;
    private final GoogleTokenService tokens;
    private final ServiceControlService serviceControl;
    private final ProcurementService procurement;
    private final SandboxHttp tokenHttp;
    private final SandboxHttp serviceControlHttp;
    private final SandboxHttp procurementHttp;

    private SimulatedGoogle(InstantSource clock) {
        identities = new GoogleIdentities(clock);
        tokens = new GoogleTokenService(identities, clock);
        serviceControl = new ServiceControlService(identities, clock);
        procurement = new ProcurementService(identities);
        tokenHttp = SandboxHttp.start(tokens, clock);
        serviceControlHttp = SandboxHttp.start(serviceControl, clock);
        procurementHttp = SandboxHttp.start(procurement, clock);
        tokens.address = tokenUri();
    }

    /** Starts on free ports of the loopback address. */
    public static SimulatedGoogle start(InstantSource clock) {
        return new SimulatedGoogle(clock);
    }

    /** Where service accounts get their tokens, unless {@link #tokensAt} says otherwise. */
    public String tokenUri() {
        return tokenHttp.url() + "/token";
    }

    /** What {@code GCP_SIGNUP_ISSUER} has to be. */
    public String signUpIssuer() {
        return tokenHttp.url() + GoogleTokenService.CERTIFICATES;
    }

    /** What a buyer's browser shows at the landing page of the product with this domain or service name. */
    public String signUpToken(String audience, String account, Instant now) {
        return tokens.signUps.sign(GoogleSignUps.claims(signUpIssuer(), audience, account, now).build());
    }

    /** What {@code GCP_SERVICECONTROL_URL} has to be. */
    public String serviceControlUrl() {
        return serviceControlHttp.url();
    }

    /** What {@code GCP_PROCUREMENT_URL} has to be. */
    public String procurementUrl() {
        return procurementHttp.url();
    }

    /** The token endpoint's port, for a {@link FaultProxy} in front. */
    public int tokenPort() {
        return tokenHttp.port();
    }

    /** Service Control's port, for a {@link FaultProxy} in front. */
    public int serviceControlPort() {
        return serviceControlHttp.port();
    }

    /** The audience that token requests have to name, when a proxy stands in front. */
    public SimulatedGoogle tokensAt(String address) {
        tokens.address = address;
        return this;
    }

    /** Adds a service account that may report usage and read this provider's entitlements. */
    public GoogleServiceAccount serviceAccount(String email, String providerId) {
        procurement.readers.computeIfAbsent(providerId, any -> ConcurrentHashMap.newKeySet())
                .add(email);
        return identities.add(email, tokens.address);
    }

    /** Deletes an account; it gets no tokens any more, and those it has are refused. */
    public void removeServiceAccount(String email) {
        identities.remove(email);
    }

    /** Takes from an account, or gives it back, the right to call anything. */
    public void link(String email, boolean linked) {
        identities.link(email, linked);
    }

    /** Makes every token that was handed out worthless. */
    public void revokeTokens() {
        identities.revokeTokens();
    }

    /** How many tokens were handed out. */
    public long tokensIssued() {
        return identities.issuedSoFar();
    }

    /** Lets a buyer buy: its usage is reported to this service under this usage reporting id. */
    public GoogleEntitlement entitlement(
            String providerId, String serviceName, String id, String usageReportingId) {
        var entitlement = new GoogleEntitlement(providerId, serviceName, id, usageReportingId);
        procurement.entitlements.put(id, entitlement);
        serviceControl.byConsumer.put(usageReportingId, entitlement);
        return entitlement;
    }

    /** Lets Procurement know nothing of an entitlement any more. */
    public void forget(GoogleEntitlement entitlement) {
        procurement.entitlements.remove(entitlement.id());
    }

    /** Books an operation once however often it comes, or each time: Google guarantees neither. */
    public SimulatedGoogle deduplicates(boolean on) {
        serviceControl.usages.deduplicates(on);
        return this;
    }

    /** What goes wrong at the token endpoint. */
    public FaultScript tokenFaults() {
        return tokens.faults;
    }

    /** What goes wrong at check. */
    public FaultScript checkFaults() {
        return serviceControl.checkFaults;
    }

    /** What goes wrong at report. */
    public FaultScript reportFaults() {
        return serviceControl.reportFaults;
    }

    /** What goes wrong at Procurement. */
    public FaultScript procurementFaults() {
        return procurement.faults;
    }

    /** Everything that would be billed, oldest first. */
    public List<ReportedUsage> accepted() {
        return serviceControl.usages.booked();
    }

    /** What was booked although it is wrong: windows that overlap, an id used for something else. */
    public List<String> breaches() {
        return serviceControl.usages.breaches();
    }

    /** What one consumer is billed in one metric. */
    public BigDecimal totalUnits(String usageReportingId, String metric) {
        return accepted().stream()
                .filter(usage -> usage.consumer().equals(usageReportingId))
                .filter(usage -> usage.metric().equals(metric))
                .map(ReportedUsage::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The money that an entitlement's buyer is billed, at the plan's prices. */
    public BigDecimal totalBilled(GoogleEntitlement entitlement) {
        return accepted().stream()
                .filter(usage -> usage.consumer().equals(entitlement.usageReportingId()))
                .map(usage -> entitlement.metric(usage.metric()).pricePerUnit()
                        .multiply(usage.quantity()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The newest checks and reports, oldest first, at most 2,000. */
    public List<RecordedRequest> requests() {
        return serviceControlHttp.requests().newest();
    }

    /** The newest reports, oldest first. */
    public List<RecordedRequest> reports() {
        return requests().stream().filter(request -> request.path().endsWith(":report")).toList();
    }

    /** The newest token requests, oldest first, at most 2,000. */
    public List<RecordedRequest> tokenRequests() {
        return tokenHttp.requests().newest();
    }

    /** The newest Procurement requests, oldest first, at most 2,000. */
    public List<RecordedRequest> procurementRequests() {
        return procurementHttp.requests().newest();
    }

    @Override
    public void close() {
        tokenHttp.close();
        serviceControlHttp.close();
        procurementHttp.close();
    }
}
