package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The simulated Azure Marketplace: metering of SaaS subscriptions, its daily sums, and the list of
 * subscriptions. It accepts, refuses and de-duplicates usage as documented, and remembers what it
 * would bill. Calls need a token of the {@link SimulatedEntra} that shares its applications.
 */
public final class SimulatedAzureMarketplace implements AutoCloseable {

    private final AzureMarketplaceService service;
    private final InstantSource clock;
    private final SandboxHttp http;

    private SimulatedAzureMarketplace(
            AzureMarketplaceService service, InstantSource clock, SandboxHttp http) {
        this.service = service;
        this.clock = clock;
        this.http = http;
    }

    /** Starts on a free port of the loopback address. */
    public static SimulatedAzureMarketplace start(
            InstantSource clock, EntraApplications applications) {
        return start(clock, applications, 0);
    }

    /** Starts on this port of the loopback address. */
    public static SimulatedAzureMarketplace start(
            InstantSource clock, EntraApplications applications, int port) {
        var service = new AzureMarketplaceService(applications, clock);
        return new SimulatedAzureMarketplace(
                service, clock, SandboxHttp.start(service, clock, port));
    }

    /** What {@code AZURE_MARKETPLACE_URL} has to be. */
    public String url() {
        return http.url();
    }

    /** The port, for a {@link FaultProxy} in front. */
    public int port() {
        return http.port();
    }

    /** Lets a buyer subscribe to a plan of an offer. */
    public AzureSubscription subscription(String id, String offerId, String planId) {
        var subscription = new AzureSubscription(id.toLowerCase(Locale.ROOT), offerId, planId);
        service.subscriptions.put(subscription.id(), subscription);
        return subscription;
    }

    /** Gives a buyer's browser a token that names the subscription, as long as the subscription is known. */
    public String purchaseToken(AzureSubscription subscription) {
        var token = "purchase/" + UUID.randomUUID() + "+a==";
        service.tokens.put(token, subscription.id());
        return token;
    }

    /** Knows nothing of a subscription any more. */
    public void forget(AzureSubscription subscription) {
        service.subscriptions.remove(subscription.id());
    }

    /** Leaves out of a duplicate's error what sits in the slot. */
    public SimulatedAzureMarketplace duplicatesShowWhatIsBooked(boolean shown) {
        service.duplicatesShowWhatIsBooked = shown;
        return this;
    }

    /** Daily sums do not have what was booked less than this long ago. */
    public SimulatedAzureMarketplace sumsLag(Duration lag) {
        service.sumsLag = lag;
        return this;
    }

    /** What goes wrong at any call; {@code next(1).to("/api/usageEvents")} means only one path. */
    public FaultScript faults() {
        return service.faults;
    }

    /** Lets somebody else book a slot: the caller's next event in it is a duplicate. */
    public void foreignUsage(
            AzureSubscription subscription, String dimension, Instant start, String quantity) {
        var event = new AzureEvent(null, subscription.id(), new BigDecimal(quantity), dimension,
                start, subscription.planId());
        if (!service.slots.book(event, clock.instant(), true).isNew()) {
            throw new IllegalStateException("The slot is taken: " + event);
        }
    }

    /** Everything accepted from callers, oldest first. */
    public List<AcceptedAzureUsage> accepted() {
        return service.slots.all().stream().filter(usage -> !usage.foreign()).toList();
    }

    /** The units billed to one subscription in one dimension, somebody else's aside. */
    public BigDecimal totalUnits(AzureSubscription subscription, String dimension) {
        return accepted().stream()
                .filter(usage -> usage.key().resourceId().equals(subscription.id()))
                .filter(usage -> usage.key().dimension().equals(dimension))
                .map(AcceptedAzureUsage::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The money that a subscription's buyer is billed for it, at the plan's prices. */
    public BigDecimal totalBilled(AzureSubscription subscription) {
        return accepted().stream()
                .filter(usage -> usage.key().resourceId().equals(subscription.id()))
                .map(usage -> usage.quantity().multiply(
                        subscription.price(usage.planId(), usage.key().dimension())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How many events were answered with this status, lost answers included. */
    public long answered(String status) {
        return service.slots.answeredWith(status);
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
