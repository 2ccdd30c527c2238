package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Metering and the reading of subscriptions, as the simulated Azure Marketplace serves them. */
final class AzureMarketplaceService implements SandboxService {

    static final String AUDIENCE = "20e940b3-4c77-4b0b-9a53-9e16a1b010a7";

    private static final String API_VERSION = "2018-08-31";
    private static final String SUBSCRIPTIONS = "/api/saas/subscriptions";
    private static final int MOST_EVENTS = 25;

    final FaultScript faults = new FaultScript();
    final AzureUsageSlots slots = new AzureUsageSlots();
    final Map<String, AzureSubscription> subscriptions = new ConcurrentSkipListMap<>();
    /** Tokens of buyers' browsers, with the subscription each names. */
    final Map<String, String> tokens = new ConcurrentHashMap<>();
    volatile boolean duplicatesShowWhatIsBooked = true;
    volatile Duration sumsLag = Duration.ZERO;

    private final EntraApplications applications;
    private final InstantSource clock;
    private final AtomicLong answered = new AtomicLong();

    AzureMarketplaceService(EntraApplications applications, InstantSource clock) {
        this.applications = applications;
        this.clock = clock;
    }

    @Override
    public FaultScript faultsFor(SandboxRequest request) {
        return request.path().startsWith("/_sandbox/") ? null : faults;
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request, Fault fault) {
        if (request.path().equals("/_sandbox/accepted")) {
            return AzureUsageJson.accepted(slots.all());
        }
        return named(request, authorized(request, fault));
    }

    @Override
    public SandboxAnswer throttled() {
        var body = AzureJson.answer(429, AzureJson.error("TooManyRequests", "Too many requests."));
        return new SandboxAnswer(429, Map.of("Retry-After", "3"), body.body());
    }

    @Override
    public SandboxAnswer broken() {
        return AzureJson.answer(500, AzureJson.error("InternalServerError", "Something failed."));
    }

    private SandboxAnswer authorized(SandboxRequest request, Fault fault) {
        var authorization = request.header("Authorization");
        var token = authorization == null || !authorization.startsWith("Bearer ") ? null
                : applications.find(authorization.substring("Bearer ".length()), clock.instant());
        if (token == null) {
            return refused(401, "Unauthorized", "The token is missing or has expired.");
        }
        if (!token.audience().equals(AUDIENCE)) {
            return refused(403, "Forbidden", "Client is not authorized for this usage resource.");
        }
        var version = request.parameters().get("api-version");
        if (version == null || !version.contains(API_VERSION)) {
            return refused(400, "BadArgument", "The api-version is missing or unknown.");
        }
        return serve(request, fault, token.clientId());
    }

    private SandboxAnswer serve(SandboxRequest request, Fault fault, String clientId) {
        var path = request.path();
        return switch (request.method() + " " + path) {
            case "POST /api/batchUsageEvent" -> batch(request, fault, clientId);
            case "POST /api/usageEvent" -> single(request, clientId);
            case "GET /api/usageEvents" ->
                    new AzureDailySums(this, clientId, clock.instant()).answer(request);
            case "POST " + SUBSCRIPTIONS + "/resolve" -> resolve(request, clientId);
            case "GET " + SUBSCRIPTIONS -> AzureUsageJson.list(subscriptions.values().stream()
                    .filter(one -> one.mayBeMeteredBy(clientId)).toList());
            default -> path.startsWith(SUBSCRIPTIONS + "/")
                    ? ofSubscription(request, path.substring(SUBSCRIPTIONS.length() + 1).split("/"), clientId)
                    : refused(404, "NotFound", "Not simulated: " + path);
        };
    }

    /** Whom a browser's token names, told only to the application of the offer. */
    private SandboxAnswer resolve(SandboxRequest request, String clientId) {
        var token = tokens.get(String.valueOf(request.header("x-ms-marketplace-token")));
        var found = token == null ? null : subscriptions.get(token);
        if (found == null || !found.mayBeMeteredBy(clientId)) {
            return refused(400, "BadArgument", "The token is invalid or has expired.");
        }
        var json = AzureJson.object().put("id", found.id()).put("subscriptionName", "Purchase of " + found.offerId())
                .put("offerId", found.offerId()).put("planId", found.planId()).putNull("quantity");
        json.set("subscription", AzureUsageJson.subscription(found));
        return AzureJson.answer(200, json);
    }

    private SandboxAnswer activate(SandboxRequest request, AzureSubscription found) {
        var body = AzureJson.read(request.body());
        if (body == null || !found.planId().equals(body.path("planId").asText())
                || !found.status().equals("PendingFulfillmentStart")) {
            return refused(400, "BadArgument", "Not pending, or another plan.");
        }
        if (!found.isSlow()) {
            found.reinstate();
        }
        return SandboxAnswer.text(200, Map.of(), "");
    }

    private SandboxAnswer ofSubscription(SandboxRequest request, String[] path, String clientId) {
        var found = subscriptions.get(path[0]);
        if (found == null) {
            return refused(404, "EntityNotFound", "The subscription is unknown.");
        }
        if (!found.mayBeMeteredBy(clientId)) {
            return refused(403, "Forbidden", "Client is not authorized for this subscription.");
        }
        if (path.length == 3 && path[1].equals("operations")) {
            return operation(request, found, path[2]);
        }
        if (request.method().equals("POST") && path.length == 2 && path[1].equals("activate")) {
            return activate(request, found);
        }
        if (!request.method().equals("GET")) {
            return refused(405, "MethodNotAllowed", "Not simulated: " + request.method());
        }
        if (path.length == 2 && path[1].equals("listAvailablePlans")) {
            return found.status().equals("Unsubscribed")
                    ? refused(403, "Forbidden", "The subscription is unsubscribed.")
                    : AzureJson.answer(200, AzureUsageJson.plans(found));
        }
        return AzureJson.answer(200, AzureUsageJson.subscription(found));
    }

    /** Shown, or acknowledged while it waits for that. */
    private SandboxAnswer operation(SandboxRequest request, AzureSubscription found, String id) {
        var operation = found.operation(id);
        if (operation == null) {
            return refused(404, "EntityNotFound", "The operation is unknown.");
        }
        if (request.method().equals("GET")) {
            return AzureJson.answer(200, AzureUsageJson.operation(found, id, operation));
        }
        var body = AzureJson.read(request.body());
        if (!request.method().equals("PATCH") || body == null || !"Success".equals(body.path("status").asText())) {
            return refused(400, "BadArgument", "An operation is acknowledged with a status.");
        }
        if (!operation[0].equals("InProgress")) {
            return refused(409, "Conflict", "A newer update is already fulfilled.");
        }
        found.acknowledge(id);
        return SandboxAnswer.text(200, Map.of(), "");
    }

    private SandboxAnswer batch(SandboxRequest request, Fault fault, String clientId) {
        var body = AzureJson.read(request.body());
        var events = body == null ? null : body.get("request");
        if (events == null || !events.isArray() || events.isEmpty()) {
            return AzureJson.answer(400, AzureJson.badArgument("batchUsageEventRequest", "request",
                    "The request is required."));
        }
        if (events.size() > MOST_EVENTS) {
            return refused(400, "BadArgument",
                    "Batch events request payload count is more than " + MOST_EVENTS + ".");
        }
        var processed = fault.processedOf(events.size());
        var results = new ArrayList<JsonNode>();
        for (var event : events) {
            results.add(results.size() < processed
                    ? result(AzureEvent.of(event), clientId) : failed(event));
        }
        var answer = AzureJson.object().put("count", results.size());
        answer.putArray("result").addAll(results);
        return AzureJson.answer(200, answer);
    }

    private ObjectNode failed(JsonNode event) {
        slots.answered("Error");
        var result = AzureUsageJson.echo(event, "Error", clock.instant().toString());
        result.set("error", AzureJson.error("InternalServerError", "An unknown error occurred."));
        return result;
    }

    private ObjectNode result(AzureEvent event, String clientId) {
        var refusal = rules(clientId).check(event);
        if (refusal != null) {
            slots.answered(refusal.status());
            var result = AzureUsageJson.echo(
                    event.json(), refusal.status(), clock.instant().toString());
            result.set("error", refusal.error());
            return result;
        }
        var booking = slots.book(event, clock.instant(), false);
        slots.answered(booking.isNew() ? "Accepted" : "Duplicate");
        if (booking.isNew()) {
            return AzureUsageJson.echo(event.json(), "Accepted", clock.instant().toString())
                    .put("usageEventId", booking.usage().eventId());
        }
        var result = AzureUsageJson.echo(event.json(), "Duplicate", "0001-01-01T00:00:00");
        result.set("error",
                AzureUsageJson.conflict(booking.usage(), duplicatesShowWhatIsBooked));
        return result;
    }

    private SandboxAnswer single(SandboxRequest request, String clientId) {
        var body = AzureJson.read(request.body());
        if (body == null || !body.isObject()) {
            return refused(400, "BadArgument", "The body is not a usage event.");
        }
        var result = result(AzureEvent.of(body), clientId);
        return switch (result.get("status").textValue()) {
            case "Accepted" -> AzureJson.answer(200, result);
            case "Duplicate" -> AzureJson.answer(409, result.get("error"));
            case "ResourceNotAuthorized" -> AzureJson.answer(403, result.get("error"));
            default -> AzureJson.answer(400, result.get("error"));
        };
    }

    private AzureUsageRules rules(String clientId) {
        return new AzureUsageRules(subscriptions, clientId, clock.instant());
    }

    private static SandboxAnswer refused(int status, String code, String message) {
        return AzureJson.answer(status, AzureJson.error(code, message));
    }

    /** Every answer has a name, and repeats the caller's. */
    private SandboxAnswer named(SandboxRequest request, SandboxAnswer answer) {
        var headers = new HashMap<>(answer.headers());
        var own = "00000000-0000-0000-0001-%012d".formatted(answered.incrementAndGet());
        for (var name : new String[] {"x-ms-requestid", "x-ms-correlationid"}) {
            headers.put(name, request.header(name) == null ? own : request.header(name));
        }
        return new SandboxAnswer(answer.status(), headers, answer.body());
    }
}
