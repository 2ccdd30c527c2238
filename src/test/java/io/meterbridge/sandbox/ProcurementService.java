package io.meterbridge.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Partner Procurement v1: a provider's entitlements, listed, one by one, and approved. */
final class ProcurementService implements SandboxService {

    private static final Pattern ENTITLEMENTS =
            Pattern.compile("/v1/providers/([^/]+)/entitlements(?:/([^/:]+)(:approve|:approvePlanChange)?)?");
    private static final int USUAL_PAGE = 200;

    final FaultScript faults = new FaultScript();
    final Map<String, GoogleEntitlement> entitlements = new ConcurrentHashMap<>();
    /** Who may read which provider: its id, then the service accounts. */
    final Map<String, Set<String>> readers = new ConcurrentHashMap<>();

    private final GoogleIdentities identities;

    ProcurementService(GoogleIdentities identities) {
        this.identities = identities;
    }

    @Override
    public FaultScript faultsFor(SandboxRequest request) {
        return faults;
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request, Fault fault) {
        try {
            var call = ENTITLEMENTS.matcher(request.path());
            boolean approves = call.matches() && call.group(3) != null;
            if (!call.matches() || !request.method().equals(approves ? "POST" : "GET")) {
                throw GoogleRefusal.notFound("Not simulated: " + request.path());
            }
            var caller = identities.caller(request);
            var provider = call.group(1);
            if (!readers.getOrDefault(provider, Set.of()).contains(caller)) {
                throw GoogleRefusal.denied("Permission denied on provider " + provider);
            }
            if (approves) {
                return approve(provider, call.group(2), call.group(3), request);
            }
            return call.group(2) == null ? list(provider, request) : one(provider, call.group(2));
        } catch (GoogleRefusal refusal) {
            return refusal.answer();
        }
    }

    @Override
    public SandboxAnswer throttled() {
        return GoogleRefusal.exhausted().answer();
    }

    @Override
    public SandboxAnswer broken() {
        return GoogleRefusal.unavailable().answer();
    }

    /** Only what waits can be approved, and a plan change only by its name. */
    private SandboxAnswer approve(String provider, String id, String verb, SandboxRequest request) {
        var entitlement = find(provider, id);
        boolean purchase = verb.equals(":approve");
        var waiting = purchase ? "ENTITLEMENT_ACTIVATION_REQUESTED" : "ENTITLEMENT_PENDING_PLAN_CHANGE_APPROVAL";
        if (!entitlement.state().equals(waiting)) {
            throw GoogleRefusal.invalid("The entitlement does not wait for this approval.");
        }
        var body = new String(request.body(), UTF_8);
        if (!purchase && !body.contains('"' + entitlement.pendingPlan() + '"')) {
            throw GoogleRefusal.invalid("pendingPlanName is not the plan that waits.");
        }
        if (purchase) {
            entitlement.state("ACTIVE", request.at());
        } else {
            entitlement.movesToPlan(entitlement.pendingPlan(), request.at());
        }
        return SandboxAnswer.json(200, "{}".getBytes(UTF_8));
    }

    private GoogleEntitlement find(String provider, String id) {
        var entitlement = entitlements.get(id);
        if (entitlement == null || !entitlement.providerId().equals(provider)) {
            throw GoogleRefusal.notFound("Entitlement " + id + " not found");
        }
        return entitlement;
    }

    private SandboxAnswer one(String provider, String id) {
        var entitlement = find(provider, id);
        return SandboxAnswer.json(200, OrbJson.bytes(json -> write(json, entitlement)));
    }

    private SandboxAnswer list(String provider, SandboxRequest request) {
        if (request.parameters().containsKey("filter")) {
            throw GoogleRefusal.invalid("Not simulated: filter");
        }
        var all = new ArrayList<>(entitlements.values().stream()
                .filter(entitlement -> entitlement.providerId().equals(provider))
                .sorted((one, other) -> one.id().compareTo(other.id())).toList());
        var from = number(request, "pageToken", 0);
        var to = Math.min(all.size(), from + Math.max(1, number(request, "pageSize", USUAL_PAGE)));
        return SandboxAnswer.json(200, OrbJson.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("entitlements");
            for (var entitlement : all.subList(Math.min(from, to), to)) {
                write(json, entitlement);
            }
            json.writeEndArray();
            if (to < all.size()) {
                json.writeStringField("nextPageToken", String.valueOf(to));
            }
            json.writeEndObject();
        }));
    }

    private static int number(SandboxRequest request, String name, int usual) {
        var text = request.parameters().getOrDefault(name, List.of("")).get(0);
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : usual;
    }

    private static void write(JsonGenerator json, GoogleEntitlement entitlement)
            throws IOException {
        var provider = "providers/" + entitlement.providerId();
        json.writeStartObject();
        json.writeStringField("name", provider + "/entitlements/" + entitlement.id());
        json.writeStringField("account", provider + "/accounts/" + entitlement.accountId());
        json.writeStringField("provider", entitlement.providerId());
        json.writeStringField("productExternalName", entitlement.productName());
        json.writeStringField("plan", entitlement.plan());
        json.writeStringField("state", entitlement.state());
        if (entitlement.pendingPlan() != null) {
            json.writeStringField("newPendingPlan", entitlement.pendingPlan());
        }
        if (entitlement.offerEnd() != null) {
            json.writeStringField("offerEndTime", entitlement.offerEnd().toString());
        }
        json.writeStringField("usageReportingId", entitlement.usageReportingId());
        json.writeStringField("createTime", entitlement.createdAt().toString());
        json.writeStringField("updateTime", entitlement.updatedAt().toString());
        json.writeEndObject();
    }
}
