package io.meterbridge.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Partner Procurement v1: a provider's entitlements, listed and one by one. */
final class ProcurementService implements SandboxService {

    private static final Pattern ENTITLEMENTS =
            Pattern.compile("/v1/providers/([^/]+)/entitlements(?:/([^/:]+))?");
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
            if (!call.matches() || !request.method().equals("GET")) {
                throw GoogleRefusal.notFound("Not simulated: " + request.path());
            }
            var caller = identities.caller(request);
            var provider = call.group(1);
            if (!readers.getOrDefault(provider, Set.of()).contains(caller)) {
                throw GoogleRefusal.denied("Permission denied on provider " + provider);
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

    private SandboxAnswer one(String provider, String id) {
        var entitlement = entitlements.get(id);
        if (entitlement == null || !entitlement.providerId().equals(provider)) {
            throw GoogleRefusal.notFound("Entitlement " + id + " not found");
        }
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
        json.writeStringField("usageReportingId", entitlement.usageReportingId());
        json.writeStringField("createTime", entitlement.createdAt().toString());
        json.writeStringField("updateTime", entitlement.updatedAt().toString());
        json.writeEndObject();
    }
}
