package io.meterbridge.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The endpoints of the simulated Orb. */
final class OrbService implements SandboxService {

    private static final Pattern COSTS = Pattern.compile("/v1/subscriptions/([^/]+)/costs");
    private static final Pattern SUBSCRIPTION = Pattern.compile("/v1/subscriptions/([^/]+)");

    private static final String COSTS_PAGE = "/_sandbox/costs";
    private static final byte[] PONG =
            "{\"response\": \"pong\"}".getBytes(StandardCharsets.UTF_8);

    final FaultScript costsFaults = new FaultScript();
    final FaultScript subscriptionFaults = new FaultScript();
    final FaultScript pingFaults = new FaultScript();

    private final Map<String, OrbAccount> accountByKey;

    OrbService(Map<String, OrbAccount> accountByKey) {
        this.accountByKey = accountByKey;
    }

    @Override
    public FaultScript faultsFor(SandboxRequest request) {
        if (request.path().startsWith("/_sandbox/")) {
            return null;
        }
        if (request.path().endsWith("/costs")) {
            return costsFaults;
        }
        return request.path().equals("/v1/ping") ? pingFaults : subscriptionFaults;
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request, Fault fault) {
        if (request.path().equals(COSTS_PAGE)) {
            return SandboxAnswer.json(200, OrbCostsJson.truth(accountByKey.values()));
        }
        try {
            return SandboxAnswer.json(200, route(request));
        } catch (OrbProblem problem) {
            return problem.answer();
        }
    }

    @Override
    public SandboxAnswer throttled() {
        return OrbProblem.tooManyRequests().answer();
    }

    @Override
    public SandboxAnswer broken() {
        return OrbProblem.internal().answer();
    }

    private byte[] route(SandboxRequest request) {
        var account = authenticated(request);
        var path = request.path();
        if (!request.method().equals("GET")) {
            throw OrbProblem.unknownUrl(request.method() + " " + path);
        }
        var costs = COSTS.matcher(path);
        if (costs.matches()) {
            admit(account.analytics());
            return costs(known(account, costs.group(1)), request.parameters());
        }
        admit(account.reads());
        var subscription = SUBSCRIPTION.matcher(path);
        if (subscription.matches()) {
            return OrbSubscriptionJson.of(known(account, subscription.group(1)).view());
        }
        return switch (path) {
            case "/v1/subscriptions" -> OrbSubscriptionPage.of(account, request.parameters());
            case "/v1/ping" -> PONG;
            default -> throw OrbProblem.unknownUrl(path);
        };
    }

    private OrbAccount authenticated(SandboxRequest request) {
        var authorization = request.header("Authorization");
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            throw OrbProblem.unauthorized();
        }
        var account = accountByKey.get(authorization.substring("Bearer ".length()).trim());
        if (account == null) {
            throw OrbProblem.unauthorized();
        }
        return account;
    }

    private static void admit(RateLimit limit) {
        if (!limit.admits()) {
            throw OrbProblem.tooManyRequests();
        }
    }

    private static OrbSubscription known(OrbAccount account, String id) {
        var subscription = account.find(id);
        if (subscription == null) {
            throw OrbProblem.unknownSubscription(id);
        }
        return subscription;
    }

    private static byte[] costs(OrbSubscription subscription, Map<String, List<String>> query) {
        var mode = query.getOrDefault("view_mode", List.of("cumulative")).get(0);
        if (!mode.equals("cumulative")) {
            throw OrbProblem.invalid("The sandbox simulates the view mode cumulative only.");
        }
        var from = query.get("timeframe_start");
        var to = query.get("timeframe_end");
        if (from == null && to == null) {
            return costsOfLastPeriod(subscription);
        }
        if (from == null || to == null) {
            throw OrbProblem.invalid("Orb documents no window with one bound; send both.");
        }
        var cycle = subscription.view().cycle();
        var start = localMidnight(cycle, "timeframe_start", from.get(0));
        var end = localMidnight(cycle, "timeframe_end", to.get(0));
        if (!start.isBefore(end)) {
            throw OrbProblem.invalid("timeframe_start must lie before timeframe_end.");
        }
        return OrbCostsJson.of(subscription.answer(start, end));
    }

    private static byte[] costsOfLastPeriod(OrbSubscription subscription) {
        var view = subscription.view();
        var period = view.lastPeriod();
        if (period == null) {
            return OrbCostsJson.of(List.of());
        }
        var end = view.cycle().dayEnd(period.end());
        return OrbCostsJson.of(subscription.answer(period.cycleStart(), end));
    }

    /** Orb does not document what other bounds do, so the sandbox refuses them. */
    private static Instant localMidnight(BillingCycle cycle, String name, String text) {
        try {
            var instant = OffsetDateTime.parse(text).toInstant();
            if (cycle.dayEnd(instant).equals(instant)) {
                return instant;
            }
        } catch (DateTimeException notATime) {
            throw OrbProblem.invalid(name + " is not an ISO 8601 time: " + text);
        }
        throw OrbProblem.invalid(name + " is no midnight in " + cycle.zone() + ": " + text);
    }
}
