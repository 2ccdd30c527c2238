package io.meterbridge.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Service Control v1: check and report. */
final class ServiceControlService implements SandboxService {

    private static final Pattern CALL = Pattern.compile("/v1/services/([^/:]+):(check|report)");
    private static final String ACCEPTED_PAGE = "/_sandbox/accepted";
    private static final Duration AFTER_CANCELLATION = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofMinutes(5);

    final FaultScript checkFaults = new FaultScript();
    final FaultScript reportFaults = new FaultScript();
    final ReportedUsages usages = new ReportedUsages();
    final Map<String, GoogleEntitlement> byConsumer = new ConcurrentHashMap<>();

    private final GoogleIdentities identities;
    private final InstantSource clock;

    ServiceControlService(GoogleIdentities identities, InstantSource clock) {
        this.identities = identities;
        this.clock = clock;
    }

    /** An operation that was not taken, with its gRPC code. */
    private record Failure(String operationId, int code, String message) {
    }

    @Override
    public FaultScript faultsFor(SandboxRequest request) {
        if (request.path().startsWith("/_sandbox/")) {
            return null;
        }
        return request.path().endsWith(":check") ? checkFaults : reportFaults;
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request, Fault fault) {
        if (request.path().equals(ACCEPTED_PAGE)) {
            return ReportedUsageJson.of(usages.booked());
        }
        try {
            var call = CALL.matcher(request.path());
            if (!call.matches() || !request.method().equals("POST")) {
                throw GoogleRefusal.notFound("Not simulated: " + request.path());
            }
            identities.caller(request);
            if (byConsumer.values().stream().noneMatch(e -> e.serviceName().equals(call.group(1)))) {
                throw GoogleRefusal.notFound("Service '" + call.group(1) + "' not found");
            }
            return call.group(2).equals("check") ? check(call.group(1), request.body())
                    : report(call.group(1), request.body(), fault);
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

    private SandboxAnswer check(String service, byte[] body) {
        var errors = checkErrors(service, ServiceControlBody.consumerOfCheck(body));
        return SandboxAnswer.json(200, OrbJson.bytes(json -> {
            json.writeStartObject();
            if (!errors.isEmpty()) {
                json.writeArrayFieldStart("checkErrors");
                for (var code : errors) {
                    json.writeStartObject();
                    json.writeStringField("code", code);
                    json.writeStringField("detail", "Simulated");
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeStringField("serviceConfigId", "2026-03-01r0");
            json.writeEndObject();
        }));
    }

    private List<String> checkErrors(String service, String consumer) {
        var entitlement = byConsumer.get(consumer);
        if (entitlement == null || !entitlement.serviceName().equals(service)) {
            return List.of("CONSUMER_INVALID");
        }
        if (entitlement.cancelledAt() != null) {
            return List.of("SERVICE_NOT_ACTIVATED");
        }
        return List.copyOf(entitlement.checkErrors());
    }

    private SandboxAnswer report(String service, byte[] body, Fault fault) {
        var operations = ServiceControlBody.operationsOf(body);
        var taken = fault.processedOf(operations.size());
        var failures = new ArrayList<Failure>();
        for (var operation : operations.subList(0, taken)) {
            var failure = failureOf(service, operation);
            if (failure == null) {
                book(service, operation);
            } else {
                failures.add(failure);
            }
        }
        operations.subList(taken, operations.size()).forEach(left ->
                failures.add(new Failure(left.id(), 14, "Unavailable")));
        return reported(failures);
    }

    private Failure failureOf(String service, ServiceControlBody.Operation operation) {
        var entitlement = byConsumer.get(operation.consumer());
        if (entitlement == null) {
            return new Failure(operation.id(), 5, "Consumer not found");
        }
        if (!entitlement.serviceName().equals(service)) {
            return new Failure(operation.id(), 7, "Consumer of another service");
        }
        var metric = entitlement.metric(operation.metric());
        if (metric == null) {
            return new Failure(operation.id(), 3, "Unknown metric: " + operation.metric());
        }
        if (metric.isDouble() != operation.isDouble() || operation.quantity().signum() < 0) {
            return new Failure(operation.id(), 3, "The value does not fit the metric");
        }
        var now = clock.instant();
        if (!operation.start().isBefore(operation.end())
                || operation.end().isAfter(now.plus(SKEW))) {
            return new Failure(operation.id(), 3, "The window is not in the past");
        }
        return afterCancellation(operation, entitlement.cancelledAt(), now);
    }

    private static Failure afterCancellation(
            ServiceControlBody.Operation operation, Instant cancelledAt, Instant now) {
        if (cancelledAt == null) {
            return null;
        }
        if (!operation.end().isBefore(cancelledAt)) {
            return new Failure(operation.id(), 3, "Usage after the cancellation");
        }
        return now.isAfter(cancelledAt.plus(AFTER_CANCELLATION))
                ? new Failure(operation.id(), 9, "The entitlement has ended") : null;
    }

    private void book(String service, ServiceControlBody.Operation operation) {
        var now = clock.instant();
        usages.book(new ReportedUsage(operation.id(), service, operation.consumer(),
                operation.metric(), operation.start(), operation.end(), operation.quantity(), now,
                ReportedUsages.billingMonth(operation.end(), now), 1));
    }

    private static SandboxAnswer reported(List<Failure> failures) {
        return SandboxAnswer.json(200, OrbJson.bytes(json -> {
            json.writeStartObject();
            if (!failures.isEmpty()) {
                json.writeArrayFieldStart("reportErrors");
                for (var failure : failures) {
                    json.writeStartObject();
                    json.writeStringField("operationId", failure.operationId());
                    json.writeObjectFieldStart("status");
                    json.writeNumberField("code", failure.code());
                    json.writeStringField("message", failure.message());
                    json.writeEndObject();
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeStringField("serviceConfigId", "2026-03-01r0");
            json.writeEndObject();
        }));
    }
}
