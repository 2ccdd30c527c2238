package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The simulated AWS Marketplace Metering service. It accepts, refuses and de-duplicates usage as
 * documented, and remembers what it would bill. Calls have to be signed by a known key for the
 * region us-east-1, and at most 10 calls a second are served per account and region.
 */
public final class SimulatedAwsMetering implements AutoCloseable {

    private static final String REGION = "us-east-1";

    private final AwsMeteringService service;
    private final AwsIdentities identities;
    private final InstantSource clock;
    private SandboxHttp http;

    private SimulatedAwsMetering(InstantSource clock, AwsIdentities identities) {
        this.clock = clock;
        this.identities = identities;
        this.service = new AwsMeteringService(identities, clock);
        service.regions.add(REGION);
    }

    /** Starts on a free port of the loopback address, for callers among these identities. */
    public static SimulatedAwsMetering start(InstantSource clock, AwsIdentities identities) {
        return start(clock, identities, 0);
    }

    /** Starts on this port of the loopback address. */
    public static SimulatedAwsMetering start(
            InstantSource clock, AwsIdentities identities, int port) {
        var aws = new SimulatedAwsMetering(clock, identities);
        aws.http = SandboxHttp.start(aws.service, clock, port);
        return aws;
    }

    /** What {@code AWS_ENDPOINT_URL_MARKETPLACE_METERING} has to be. */
    public String endpointUrl() {
        return http.url();
    }

    /** The port, for a {@link FaultProxy} in front. */
    public int port() {
        return http.port();
    }

    public AwsIdentities identities() {
        return identities;
    }

    /** Lets a buyer agree about a product, running from long ago unless told otherwise. */
    public AwsAgreement agreement(String productCode, String buyerAccountId) {
        return service.agreements.add(productCode, buyerAccountId);
    }

    /** Gives a buyer's browser a token to register with, good for four hours. */
    public String registrationToken(String publisherAccount, String productCode, String customer, String account,
            String license) {
        var token = "registration/" + UUID.randomUUID() + "+a==";
        service.registrations.put(token, new AwsMeteringService.RegistrationToken(publisherAccount, productCode, customer,
                account, license, clock.instant().plus(Duration.ofHours(4))));
        return token;
    }

    /** Accepts calls for one more region; AWS would bill usage once per region. */
    public SimulatedAwsMetering alsoRegion(String region) {
        service.regions.add(region);
        return this;
    }

    /** Answers an identical resend with DuplicateRecord instead of Success; the sources differ. */
    public SimulatedAwsMetering identicalResendIsDuplicate(boolean duplicate) {
        service.slots.identicalResendIsDuplicate(duplicate);
        return this;
    }

    /** Accepts the whole hour in which an agreement starts, not only from its start on. */
    public SimulatedAwsMetering acceptsHourOfStart(boolean accepted) {
        service.hourOfStartAccepted = accepted;
        return this;
    }

    /** Switches the quota of 10 calls a second on or off. */
    public SimulatedAwsMetering quota(boolean on) {
        service.quotaOn = on;
        return this;
    }

    /** Compares signing times with this clock instead of the sandbox's. */
    public SimulatedAwsMetering signingClock(InstantSource signingClock) {
        service.signingClock = signingClock;
        return this;
    }

    /** What goes wrong at BatchMeterUsage. */
    public FaultScript faults() {
        return service.faults;
    }

    /** Lets somebody else book a slot: the caller's next record in it is a duplicate. */
    public void foreignUsage(String identity, String dimension, Instant hour, long quantity) {
        var key = new AcceptedUsage.Key(REGION, identity, dimension,
                hour.truncatedTo(ChronoUnit.HOURS));
        service.slots.bookForeign(key, quantity, clock.instant());
    }

    /** Everything accepted from callers, oldest first. */
    public List<AcceptedUsage> accepted() {
        return service.slots.accepted();
    }

    /** Everything accepted from callers, by the slot that it occupies. */
    public Map<AcceptedUsage.Key, AcceptedUsage> acceptedByKey() {
        var byKey = new LinkedHashMap<AcceptedUsage.Key, AcceptedUsage>();
        accepted().forEach(usage -> byKey.put(usage.key(), usage));
        return byKey;
    }

    /** The units billed to one identity in one dimension. */
    public long totalUnits(String identity, String dimension) {
        return accepted().stream()
                .filter(usage -> usage.key().identity().equals(identity))
                .filter(usage -> usage.key().dimension().equals(dimension))
                .mapToLong(AcceptedUsage::quantity).sum();
    }

    /** The money that an agreement's buyer is billed, at the agreement's prices. */
    public BigDecimal totalBilled(AwsAgreement agreement) {
        var identities = List.of(agreement.licenseIdentity(), agreement.productIdentity());
        return accepted().stream()
                .filter(usage -> identities.contains(usage.key().identity()))
                .map(usage -> agreement.price(usage.key().dimension())
                        .multiply(BigDecimal.valueOf(usage.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How many records were answered with this status, lost answers included. */
    public long answered(String status) {
        return service.slots.answered(status);
    }

    /** How many calls the quota has refused. */
    public long refusedByQuota() {
        return service.refusedByQuota();
    }

    /** The newest requests, oldest first, at most 2,000. */
    public List<RecordedRequest> requests() {
        return http.requests().newest();
    }

    /** How many requests came in all. */
    public long requestCount() {
        return http.requests().count();
    }

    @Override
    public void close() {
        http.close();
    }
}
