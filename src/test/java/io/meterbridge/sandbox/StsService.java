package io.meterbridge.sandbox;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The query protocol of the simulated STS: a form in, XML out. */
final class StsService implements SandboxService {

    private static final Map<String, String> XML = Map.of("Content-Type", "text/xml");
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final int SHORTEST_SECONDS = 900;
    private static final int LONGEST_SECONDS = 43_200;
    private static final String REQUEST_ID = "00000000-0000-0000-0000-000000000000";

    final FaultScript faults = new FaultScript();
    volatile InstantSource signingClock;

    private final AwsIdentities identities;
    private final InstantSource clock;
    private final SignatureV4 signatures;

    StsService(AwsIdentities identities, InstantSource clock) {
        this.identities = identities;
        this.clock = clock;
        this.signingClock = clock;
        this.signatures = new SignatureV4(identities, "sts");
    }

    @Override
    public FaultScript faultsFor(SandboxRequest request) {
        return faults;
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request, Fault fault) {
        try {
            var caller = signatures.verify(request, signingClock.instant()).key();
            var form = request.method().equals("POST") ? request.form() : request.parameters();
            var action = text(form, "Action");
            return switch (action == null ? "" : action) {
                case "GetCallerIdentity" -> answered(action, identity(caller));
                case "AssumeRole" -> answered(action, assumeRole(caller, form));
                default -> error(400, "InvalidAction", "Could not find operation " + action);
            };
        } catch (AwsRefusal refusal) {
            return error(refusal);
        }
    }

    @Override
    public SandboxAnswer throttled() {
        return error(400, "Throttling", "Rate exceeded");
    }

    @Override
    public SandboxAnswer broken() {
        return error(500, "InternalFailure", "Internal failure");
    }

    private static String identity(AwsAccessKey caller) {
        return element("Arn", caller.arn()) + element("UserId", caller.accessKeyId())
                + element("Account", caller.accountId());
    }

    private String assumeRole(AwsAccessKey caller, Map<String, List<String>> form) {
        var session = text(form, "RoleSessionName");
        if (session == null || !session.matches("[\\w+=,.@-]{2,64}")) {
            throw AwsRefusal.of("ValidationError", "roleSessionName is missing or malformed");
        }
        var roleArn = text(form, "RoleArn");
        var role = roleArn == null ? null : identities.findRole(roleArn);
        var externalId = text(form, "ExternalId");
        if (role == null || (role.externalId() != null && !role.externalId().equals(externalId))) {
            throw AwsRefusal.of("AccessDenied", "User: " + caller.arn()
                    + " is not authorized to perform: sts:AssumeRole on resource: " + roleArn);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var key = identities.issue(role, session, now, lifetime(form));
        return element("Credentials", element("AccessKeyId", key.accessKeyId())
                + element("SecretAccessKey", key.secretAccessKey())
                + element("SessionToken", key.sessionToken())
                + element("Expiration", key.expiresAt().toString()))
                + element("AssumedRoleUser", element("Arn", key.arn())
                + element("AssumedRoleId", "AROASANDBOX:" + session));
    }

    private static Duration lifetime(Map<String, List<String>> form) {
        var text = text(form, "DurationSeconds");
        var seconds = text == null ? 3600 : text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS) {
            throw AwsRefusal.of("ValidationError", "durationSeconds must be 900 to 43200");
        }
        return Duration.ofSeconds(seconds);
    }

    private static SandboxAnswer answered(String action, String result) {
        return SandboxAnswer.text(200, XML, "<" + action + "Response xmlns=\"" + NAMESPACE + "\">"
                + element(action + "Result", result)
                + element("ResponseMetadata", element("RequestId", REQUEST_ID))
                + "</" + action + "Response>");
    }

    /** The same refusals have other names in the query protocol, and most are HTTP 403. */
    private static SandboxAnswer error(AwsRefusal refusal) {
        return switch (refusal.type()) {
            case "ValidationError" -> error(400, refusal.type(), refusal.getMessage());
            case "IncompleteSignatureException" ->
                    error(400, "IncompleteSignature", refusal.getMessage());
            case "InvalidSignatureException" ->
                    error(403, "SignatureDoesNotMatch", refusal.getMessage());
            case "MissingAuthenticationTokenException" ->
                    error(403, "MissingAuthenticationToken", refusal.getMessage());
            case "UnrecognizedClientException" ->
                    error(403, "InvalidClientTokenId", refusal.getMessage());
            case "ExpiredTokenException" -> error(403, "ExpiredToken", refusal.getMessage());
            default -> error(403, refusal.type(), refusal.getMessage());
        };
    }

    private static SandboxAnswer error(int status, String code, String message) {
        var type = status >= 500 ? "Receiver" : "Sender";
        return SandboxAnswer.text(status, XML, "<ErrorResponse xmlns=\"" + NAMESPACE + "\">"
                + element("Error", element("Type", type) + element("Code", code)
                + element("Message", escape(message)))
                + element("RequestId", REQUEST_ID) + "</ErrorResponse>");
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String text(Map<String, List<String>> form, String name) {
        var values = form.get(name);
        return values == null ? null : values.get(0);
    }
}
