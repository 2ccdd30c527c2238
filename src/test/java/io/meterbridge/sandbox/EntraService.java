package io.meterbridge.sandbox;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The token endpoint of the simulated Entra, version 2.0: a form in, JSON out; and its public keys. */
final class EntraService implements SandboxService {

    private static final Pattern PATH = Pattern.compile("/([^/]+)/oauth2/v2\\.0/token");
    private static final Pattern KEYS = Pattern.compile("/([^/]+)/discovery/v2\\.0/keys");
    private static final String SCOPE = "/.default";

    final FaultScript faults = new FaultScript();
    final EntraSigningKeys signingKeys = new EntraSigningKeys();
    volatile boolean lifetimeAsText;

    private final EntraApplications applications;
    private final InstantSource clock;

    EntraService(EntraApplications applications, InstantSource clock) {
        this.applications = applications;
        this.clock = clock;
    }

    @Override
    public FaultScript faultsFor(SandboxRequest request) {
        return faults;
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request, Fault fault) {
        if (request.method().equals("GET") && KEYS.matcher(request.path()).matches()) {
            return SandboxAnswer.text(200, Map.of("Content-Type", "application/json"), signingKeys.published());
        }
        var path = PATH.matcher(request.path());
        if (!request.method().equals("POST") || !path.matches()) {
            return SandboxAnswer.text(404, Map.of(), "Not simulated: " + request.path());
        }
        var tenant = path.group(1);
        var form = request.form();
        if (!applications.knowsTenant(tenant)) {
            return error(400, "invalid_request", 90002, "Tenant '" + tenant + "' not found.");
        }
        if (!"client_credentials".equals(text(form, "grant_type"))) {
            return error(400, "unsupported_grant_type", 70003, "The grant type is not supported.");
        }
        var client = text(form, "client_id");
        var secret = client == null ? null : applications.secretOf(tenant, client);
        if (secret == null) {
            return error(400, "unauthorized_client", 700016, "Application with identifier '" + client
                    + "' was not found in the directory.");
        }
        if (!secret.equals(text(form, "client_secret"))) {
            return error(401, "invalid_client", 7000215, "Invalid client secret provided.");
        }
        var scope = text(form, "scope");
        if (scope == null || !scope.endsWith(SCOPE)) {
            return error(400, "invalid_scope", 70011, "The provided value for scope is not valid.");
        }
        var audience = scope.substring(0, scope.length() - SCOPE.length());
        return token(applications.issue(tenant, client, audience, clock.instant()));
    }

    @Override
    public SandboxAnswer throttled() {
        var answer = error(429, "temporarily_unavailable", 90055, "Too many requests.");
        return new SandboxAnswer(429, Map.of("Retry-After", "3"), answer.body());
    }

    @Override
    public SandboxAnswer broken() {
        return error(503, "temporarily_unavailable", 90033, "A transient error has occurred.");
    }

    private SandboxAnswer token(EntraApplications.Token token) {
        var seconds = token.lifetimeFrom(clock.instant()).toSeconds();
        var json = AzureJson.object().put("token_type", "Bearer");
        if (lifetimeAsText) {
            json.put("expires_in", String.valueOf(seconds));
        } else {
            json.put("expires_in", seconds);
        }
        return AzureJson.answer(200, json.put("access_token", token.text()));
    }

    private static SandboxAnswer error(int status, String error, int code, String sentence) {
        var json = AzureJson.object().put("error", error)
                .put("error_description", "AADSTS" + code + ": " + sentence + " Trace ID: 0");
        json.putArray("error_codes").add(code);
        return AzureJson.answer(status, json);
    }

    private static String text(Map<String, List<String>> form, String name) {
        var values = form.get(name);
        return values == null ? null : values.get(0);
    }
}
