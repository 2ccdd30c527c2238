package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The read calls of the Agreement and the Entitlement service, as documented: signed, in us-east-1 alone, in the
 * protocol of each, page by page. Pages are as small as can be, so that whoever reads only the first is found out.
 */
final class AgreementService implements SandboxService {

    private static final String AGREEMENT = "AWSMPCommerceService_v20200301.";
    private static final String ENTITLEMENT = "AWSMPEntitlementService.";
    private static final String REGION = "us-east-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    final FaultScript faults = new FaultScript();
    final Map<String, MarketplaceAgreement> agreements = new ConcurrentHashMap<>();

    private final SignatureV4 signatures;
    private final InstantSource clock;

    AgreementService(AwsIdentities identities, InstantSource clock) {
        this.signatures = new SignatureV4(identities, "aws-marketplace");
        this.clock = clock;
    }

    @Override
    public FaultScript faultsFor(SandboxRequest request) {
        return faults;
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request, Fault fault) {
        try {
            return answered(200, call(request));
        } catch (AwsRefusal refusal) {
            return refused(refusal);
        } catch (IOException notJson) {
            return refused(AwsRefusal.of("SerializationException", "not JSON"));
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

    private ObjectNode call(SandboxRequest request) throws IOException {
        if (!signatures.verify(request, clock.instant()).region().equals(REGION)) {
            throw AwsRefusal.of("InvalidSignatureException", "Credential should be scoped to a valid region.");
        }
        var target = String.valueOf(request.header("X-Amz-Target"));
        var body = JSON.readTree(request.body());
        requireProtocol(request, target);
        if (target.startsWith(AGREEMENT)) {
            return switch (target.substring(AGREEMENT.length())) {
                case "DescribeAgreement" -> agreement(body).description();
                case "GetAgreementTerms" -> terms(body);
                default -> throw unknown(target);
            };
        }
        if (target.equals(ENTITLEMENT + "GetEntitlements")) {
            return entitlements(body);
        }
        throw unknown(target);
    }

    private static void requireProtocol(SandboxRequest request, String target) {
        var expected = target.startsWith(AGREEMENT) ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";
        if (!expected.equals(request.header("Content-Type"))) {
            throw AwsRefusal.of("SerializationException", "expected " + expected);
        }
    }

    private MarketplaceAgreement agreement(JsonNode body) {
        var found = agreements.get(body.path("agreementId").asText());
        if (found == null) {
            throw AwsRefusal.of("ResourceNotFoundException", "Agreement not found");
        }
        return found;
    }

    private ObjectNode terms(JsonNode body) {
        var agreement = agreement(body);
        if (agreement.isHidden()) {
            throw AwsRefusal.of("AccessDeniedException", "You are neither proposer nor acceptor");
        }
        return page(agreement.terms(), body.path("nextToken"), "acceptedTerms", "nextToken");
    }

    private ObjectNode entitlements(JsonNode body) {
        var filter = body.path("Filter");
        if (!body.path("ProductCode").isTextual()) {
            throw AwsRefusal.of("InvalidParameterException", "ProductCode is missing");
        }
        if (filter.has("CUSTOMER_IDENTIFIER") && filter.has("CUSTOMER_AWS_ACCOUNT_ID")) {
            throw AwsRefusal.of("InvalidParameterException", "two kinds of customer");
        }
        var found = JsonNodeFactory.instance.arrayNode();
        for (var agreement : agreements.values()) {
            for (var entitlement : agreement.entitlements()) {
                if (entitlement.get("ProductCode").equals(body.get("ProductCode"))
                        && passes(filter, "LICENSE_ARN", entitlement.path("LicenseArn"))
                        && passes(filter, "CUSTOMER_AWS_ACCOUNT_ID", entitlement.path("CustomerAWSAccountId"))) {
                    found.add(entitlement);
                }
            }
        }
        // an empty page that goes on, as the real service may answer
        if (!body.has("NextToken")) {
            return JsonNodeFactory.instance.objectNode().put("NextToken", "0");
        }
        return page(found, body.path("NextToken"), "Entitlements", "NextToken");
    }

    private static boolean passes(JsonNode filter, String name, JsonNode value) {
        if (!filter.has(name)) {
            return true;
        }
        for (var wanted : filter.get(name)) {
            if (wanted.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode page(ArrayNode all, JsonNode token, String list, String next) {
        var at = token.isTextual() ? Integer.parseInt(token.asText()) : 0;
        var json = JsonNodeFactory.instance.objectNode();
        if (at < all.size()) {
            json.putArray(list).add(all.get(at));
        }
        if (at + 1 < all.size()) {
            json.put(next, String.valueOf(at + 1));
        }
        return json;
    }

    private static AwsRefusal unknown(String target) {
        return AwsRefusal.of("UnknownOperationException", "Not simulated: " + target);
    }

    private static SandboxAnswer answered(int status, ObjectNode json) {
        return new SandboxAnswer(status, Map.of("Content-Type", "application/x-amz-json-1.1"),
                json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static SandboxAnswer refused(AwsRefusal refusal) {
        return answered(refusal.status(), JsonNodeFactory.instance.objectNode()
                .put("__type", refusal.type()).put("message", refusal.getMessage()));
    }
}
