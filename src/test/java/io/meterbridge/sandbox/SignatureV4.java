package io.meterbridge.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks a request's AWS Signature Version 4 by computing it anew from the secret of the access
 * key that the request names.
 */
final class SignatureV4 {

    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 "
            + "Credential=([^/, ]+)/([0-9]{8})/([^/, ]+)/([^/, ]+)/aws4_request, ?"
            + "SignedHeaders=([^, ]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final List<String> SIGNED_ALWAYS = List.of("host", "x-amz-date");
    private static final List<String> SIGNED_WITH_SESSION =
            List.of("host", "x-amz-date", "x-amz-security-token");
    private static final int MOST_REMEMBERED_KEYS = 1_000;
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final AwsIdentities identities;
    private final String service;
    private final Map<String, byte[]> signingKeys = new ConcurrentHashMap<>();

    SignatureV4(AwsIdentities identities, String service) {
        this.identities = identities;
        this.service = service;
    }

    /** Who calls, and in which region the call was signed. */
    record Caller(AwsAccessKey key, String region) {
    }

    /**
     * Finds out who calls.
     *
     * @param now the time that the signature's own time is compared with
     * @throws AwsRefusal when the request is not signed as it should be
     */
    Caller verify(SandboxRequest request, Instant now) {
        var authorization = request.header("Authorization");
        if (authorization == null) {
            throw AwsRefusal.of("MissingAuthenticationTokenException",
                    "Missing Authentication Token");
        }
        var parts = AUTHORIZATION.matcher(authorization);
        if (!parts.matches()) {
            throw AwsRefusal.of("IncompleteSignatureException",
                    "The Authorization header is not complete.");
        }
        var key = known(parts.group(1), request.header("X-Amz-Security-Token"), now);
        var time = time(request.header("X-Amz-Date"), parts.group(2), now);
        if (!parts.group(4).equals(service)) {
            throw AwsRefusal.of("InvalidSignatureException",
                    "Credential should be scoped to correct service: '" + service + "'.");
        }
        var scope = String.join("/", parts.group(2), parts.group(3), service, "aws4_request");
        var toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope,
                hex(sha256(canonical(request, parts.group(5)))));
        var expected = hex(hmac(signingKey(key.secretAccessKey(), scope), toSign));
        if (!MessageDigest.isEqual(bytes(expected), bytes(parts.group(6)))) {
            throw AwsRefusal.of("InvalidSignatureException", "The request signature we calculated"
                    + " does not match the signature you provided.");
        }
        return new Caller(key, parts.group(3));
    }

    private AwsAccessKey known(String accessKeyId, String sessionToken, Instant now) {
        var key = identities.find(accessKeyId);
        var matches = key != null && (key.sessionToken() == null
                ? sessionToken == null : key.sessionToken().equals(sessionToken));
        if (!matches) {
            throw AwsRefusal.of("UnrecognizedClientException",
                    "The security token included in the request is invalid.");
        }
        if (key.expired(now)) {
            throw AwsRefusal.of("ExpiredTokenException",
                    "The security token included in the request is expired");
        }
        return key;
    }

    private static String time(String amzDate, String scopeDate, Instant now) {
        try {
            var signedAt = LocalDateTime.parse(amzDate == null ? "" : amzDate, AMZ_DATE)
                    .toInstant(ZoneOffset.UTC);
            var skew = Duration.between(signedAt, now).abs();
            if (skew.compareTo(SKEW) <= 0 && amzDate.startsWith(scopeDate)) {
                return amzDate;
            }
        } catch (DateTimeException notATime) {
            throw AwsRefusal.of("IncompleteSignatureException",
                    "Date must be in ISO-8601 'basic format'. Got '" + amzDate + "'.");
        }
        throw AwsRefusal.of("InvalidSignatureException",
                "Signature expired or not yet current: " + amzDate + " against " + now);
    }

    private static String canonical(SandboxRequest request, String signedHeaders) {
        var headers = new StringBuilder();
        for (var name : signedHeaders.split(";")) {
            var values = request.headers().getOrDefault(name, List.of());
            var value = String.join(",", values).trim().replaceAll(" +", " ");
            headers.append(name).append(':').append(value).append('\n');
        }
        var required = request.header("X-Amz-Security-Token") == null
                ? SIGNED_ALWAYS : SIGNED_WITH_SESSION;
        if (!List.of(signedHeaders.split(";")).containsAll(required)) {
            throw AwsRefusal.of("IncompleteSignatureException",
                    "Host, date and session token have to be signed.");
        }
        var hash = hex(sha256(request.body()));
        var stated = request.header("X-Amz-Content-Sha256");
        if (stated != null && !stated.equals(hash)) {
            throw AwsRefusal.of("InvalidSignatureException",
                    "The body is not the one that was signed.");
        }
        return String.join("\n", request.method(), request.path(), query(request),
                headers.toString(), signedHeaders, hash);
    }

    private static String query(SandboxRequest request) {
        var sorted = new TreeMap<>(request.parameters());
        var pairs = new StringBuilder();
        sorted.forEach((name, values) -> values.stream().sorted().forEach(value ->
                pairs.append(pairs.isEmpty() ? "" : "&")
                        .append(encode(name)).append('=').append(encode(value))));
        return pairs.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    private byte[] signingKey(String secret, String scope) {
        if (signingKeys.size() > MOST_REMEMBERED_KEYS) {
            signingKeys.clear();
        }
        return signingKeys.computeIfAbsent(secret + " " + scope, any -> {
            var key = bytes("AWS4" + secret);
            for (var part : scope.split("/")) {
                key = hmac(key, part);
            }
            return key;
        });
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] sha256(String text) {
        return sha256(bytes(text));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
