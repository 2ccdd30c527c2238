package io.meterbridge.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls BatchMeterUsage and ResolveCustomer, and a page for people. */
final class AwsMeteringService implements SandboxService {

    private static final String TARGET = "AWSMPMeteringService.BatchMeterUsage";
    private static final String RESOLVE = "AWSMPMeteringService.ResolveCustomer";
    private static final String ACCEPTED_PAGE = "/_sandbox/accepted";
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-amz-json-1.1");
    private static final int QUOTA_PER_SECOND = 10;

    final FaultScript faults = new FaultScript();
    final UsageSlots slots = new UsageSlots();
    final AwsAgreements agreements = new AwsAgreements();
    final Map<String, RegistrationToken> registrations = new ConcurrentHashMap<>();
    final Set<String> regions = ConcurrentHashMap.newKeySet();
    volatile boolean quotaOn = true;
    volatile boolean hourOfStartAccepted;
    volatile InstantSource signingClock;

    private final SignatureV4 signatures;
    private final AwsIdentities identities;
    private final InstantSource clock;
    private final Map<String, RateLimit> quotas = new ConcurrentHashMap<>();

    AwsMeteringService(AwsIdentities identities, InstantSource clock) {
        this.identities = identities;
        this.signatures = new SignatureV4(identities, "aws-marketplace");
        this.clock = clock;
        this.signingClock = clock;
    }

    @Override
    public FaultScript faultsFor(SandboxRequest request) {
        return request.path().startsWith("/_sandbox/") ? null : faults;
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request, Fault fault) {
        if (request.path().equals(ACCEPTED_PAGE)) {
            return AcceptedUsageJson.of(slots.accepted());
        }
        try {
            return RESOLVE.equals(request.header("X-Amz-Target")) ? resolve(request) : meter(request, fault);
        } catch (AwsRefusal refusal) {
            return refused(refusal);
        }
    }

    @Override
    public SandboxAnswer throttled() {
        return refused(AwsRefusal.of("ThrottlingException", "Rate exceeded"));
    }

    @Override
    public SandboxAnswer broken() {
        return refused(AwsRefusal.internal());
    }

    /** How many calls of every caller the quota has refused. */
    long refusedByQuota() {
        return quotas.values().stream().mapToLong(RateLimit::refused).sum();
    }

    /** What a buyer's browser brings along, for the account that published the product, and until when it holds. */
    record RegistrationToken(String publisher, String productCode, String customer, String account, String license, Instant until) {
    }

    /** Who a token was given to, told only to the account whose product it is. */
    private SandboxAnswer resolve(SandboxRequest request) {
        var caller = signatures.verify(request, signingClock.instant());
        var token = registrations.get(tokenIn(request));
        if (token == null || !token.publisher().equals(caller.key().accountId())) {
            throw AwsRefusal.of("InvalidTokenException", "Registration token is invalid.");
        }
        if (!token.until().isAfter(clock.instant())) {
            throw AwsRefusal.of("ExpiredTokenException", "Registration token has expired.");
        }
        return new SandboxAnswer(200, HEADERS, OrbJson.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("ProductCode", token.productCode());
            json.writeStringField("CustomerIdentifier", token.customer());
            json.writeStringField("CustomerAWSAccountId", token.account());
            json.writeStringField("LicenseArn", token.license());
            json.writeEndObject();
        }));
    }

    private static String tokenIn(SandboxRequest request) {
        try {
            return UsageBatch.JSON.readTree(request.body()).path("RegistrationToken").asText();
        } catch (IOException notJson) {
            throw AwsRefusal.of("SerializationException", "not JSON");
        }
    }

    private SandboxAnswer meter(SandboxRequest request, Fault fault) {
        if (!request.method().equals("POST") || !request.path().equals("/")
                || !TARGET.equals(request.header("X-Amz-Target"))) {
            throw AwsRefusal.of("UnknownOperationException",
                    "Not simulated: " + request.header("X-Amz-Target"));
        }
        var caller = signatures.verify(request, signingClock.instant());
        if (!regions.contains(caller.region())) {
            throw AwsRefusal.of("InvalidSignatureException",
                    "Credential should be scoped to a valid region.");
        }
        var account = caller.key().accountId();
        if (!identities.mayMeter(account)) {
            throw AwsRefusal.of("AccessDeniedException", caller.key().arn()
                    + " is not authorized to perform: aws-marketplace:BatchMeterUsage");
        }
        var quota = quotas.computeIfAbsent(account + "|" + caller.region(),
                any -> new RateLimit(QUOTA_PER_SECOND));
        if (quotaOn && !quota.admits()) {
            throw AwsRefusal.of("ThrottlingException", "Rate exceeded");
        }
        var now = clock.instant();
        var checked = new UsageRules(agreements, account, now, hourOfStartAccepted)
                .check(UsageBatch.parse(request.body()));
        return new SandboxAnswer(200, HEADERS, OrbJson.bytes(
                json -> writeResults(json, caller.region(), checked, fault)));
    }

    private void writeResults(JsonGenerator json, String region,
            List<UsageRules.Checked> checked, Fault fault) throws IOException {
        var processed = fault.processedOf(checked.size());
        json.setCodec(UsageBatch.JSON);
        json.writeStartObject();
        json.writeArrayFieldStart("Results");
        for (var one : checked.subList(0, processed)) {
            writeResult(json, one, book(region, one));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("UnprocessedRecords");
        for (var one : checked.subList(processed, checked.size())) {
            json.writeTree(one.item().json());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private UsageSlots.Booking book(String region, UsageRules.Checked checked) {
        if (checked.identity() == null) {
            return slots.notSubscribed();
        }
        var key = new AcceptedUsage.Key(region, checked.identity(),
                checked.item().dimension(), checked.hour());
        return slots.book(key, checked.item().quantity(), clock.instant());
    }

    private static void writeResult(
            JsonGenerator json, UsageRules.Checked checked, UsageSlots.Booking booking)
            throws IOException {
        json.writeStartObject();
        json.writeFieldName("UsageRecord");
        json.writeTree(checked.item().json());
        if (booking.recordId() != null) {
            json.writeStringField("MeteringRecordId", booking.recordId());
        }
        json.writeStringField("Status", booking.status());
        json.writeEndObject();
    }

    private static SandboxAnswer refused(AwsRefusal refusal) {
        return new SandboxAnswer(refusal.status(), HEADERS, OrbJson.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("__type", refusal.type());
            json.writeStringField("message", refusal.getMessage());
            json.writeEndObject();
        }));
    }
}
