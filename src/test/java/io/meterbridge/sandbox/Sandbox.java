package io.meterbridge.sandbox;

import java.util.Map;

/**
 * Every simulated service on one clock, with one set of AWS identities. The services share nothing
 * else; each can be used alone.
 */
public final class Sandbox implements AutoCloseable {

    /** The account that the bridge's own access key belongs to. */
    public static final String BRIDGE_ACCOUNT = "111111111111";

    private final SandboxClock clock;
    private final AwsIdentities identities = new AwsIdentities();
    private final AwsAccessKey bridgeKey =
            identities.addKey("AKIASANDBOXBRIDGE", "sandbox/secret/key", BRIDGE_ACCOUNT);
    private final EntraApplications applications = new EntraApplications();
    private final SimulatedOrb orb;
    private final SimulatedAwsMetering aws;
    private final SimulatedSts sts;
    private final SimulatedAgreements agreements;
    private final SimulatedEntra entra;
    private final SimulatedAzureMarketplace azure;
    private final SimulatedGoogle google;
    private final SimulatedReceiver receiver;

    private Sandbox(SandboxClock clock) {
        this.clock = clock;
        this.orb = SimulatedOrb.start(clock);
        this.aws = SimulatedAwsMetering.start(clock, identities);
        this.sts = SimulatedSts.start(clock, identities);
        this.agreements = SimulatedAgreements.start(clock, identities);
        this.entra = SimulatedEntra.start(clock, applications);
        this.azure = SimulatedAzureMarketplace.start(clock, applications);
        this.google = SimulatedGoogle.start(clock);
        this.receiver = SimulatedReceiver.start(clock);
    }

    /** Starts every service on a free port of the loopback address. */
    public static Sandbox start(SandboxClock clock) {
        return new Sandbox(clock);
    }

    public SandboxClock clock() {
        return clock;
    }

    public SimulatedOrb orb() {
        return orb;
    }

    public SimulatedAwsMetering aws() {
        return aws;
    }

    public SimulatedSts sts() {
        return sts;
    }

    /** What AWS Marketplace tells about agreements and entitlements. */
    public SimulatedAgreements agreements() {
        return agreements;
    }

    public SimulatedGoogle google() {
        return google;
    }

    /** Where sellers are told what happened. */
    public SimulatedReceiver receiver() {
        return receiver;
    }

    public AwsIdentities identities() {
        return identities;
    }

    public SimulatedEntra entra() {
        return entra;
    }

    public SimulatedAzureMarketplace azure() {
        return azure;
    }

    /** Who may sign in at the simulated Entra. */
    public EntraApplications applications() {
        return applications;
    }

    /** The environment that leads an application process here instead of to the real services. */
    public Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("ORB_BASE_URL", orb.baseUrl()),
                Map.entry("AWS_ENDPOINT_URL_MARKETPLACE_METERING", aws.endpointUrl()),
                Map.entry("AWS_ENDPOINT_URL_STS", sts.endpointUrl()),
                Map.entry("AWS_ENDPOINT_URL_MARKETPLACE_AGREEMENT", agreements.endpointUrl()),
                Map.entry("AWS_ENDPOINT_URL_MARKETPLACE_ENTITLEMENT_SERVICE", agreements.endpointUrl()),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", bridgeKey.accessKeyId()),
                Map.entry("AWS_SECRET_ACCESS_KEY", bridgeKey.secretAccessKey()),
                Map.entry("AZURE_MARKETPLACE_URL", azure.url()),
                Map.entry("AZURE_AUTHORITY_HOST", entra.authorityHost()),
                Map.entry("GCP_SERVICECONTROL_URL", google.serviceControlUrl()),
                Map.entry("GCP_PROCUREMENT_URL", google.procurementUrl()),
                Map.entry("GCP_SIGNUP_ISSUER", google.signUpIssuer()),
                // the simulated services are at addresses that sellers may not name elsewhere
                Map.entry("METERBRIDGE_WEBHOOKS_ALLOW_PRIVATE_TARGETS", "true"));
    }

    @Override
    public void close() {
        orb.close();
        aws.close();
        sts.close();
        agreements.close();
        entra.close();
        azure.close();
        google.close();
        receiver.close();
    }
}
