package io.meterbridge.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who may call the simulated AWS services: access keys, and roles that can be assumed with an
 * external id. One set can serve several simulators. Thread-safe.
 */
public final class AwsIdentities {

    private final Map<String, AwsAccessKey> keys = new ConcurrentHashMap<>();
    private final Map<String, AwsRole> roles = new ConcurrentHashMap<>();
    private final Set<String> withoutMetering = ConcurrentHashMap.newKeySet();
    private final AtomicLong issued = new AtomicLong();

    /** Adds a long-lived key of an account. */
    public AwsAccessKey addKey(String accessKeyId, String secretAccessKey, String accountId) {
        var arn = "arn:aws:iam::" + accountId + ":user/meterbridge";
        var key = new AwsAccessKey(accessKeyId, secretAccessKey, null, accountId, arn, null);
        keys.put(accessKeyId, key);
        return key;
    }

    /** Deletes a key; calls with it are refused from now on. */
    public void removeKey(String accessKeyId) {
        keys.remove(accessKeyId);
    }

    /**
     * Adds a role that any known caller may assume.
     *
     * @param externalId what the caller has to name; null when the role asks for none
     */
    public void addRole(String roleArn, String externalId) {
        roles.put(roleArn, new AwsRole(roleArn, externalId));
    }

    /** Forbids or allows an account's callers to meter. */
    public void allowMetering(String accountId, boolean allowed) {
        if (allowed) {
            withoutMetering.remove(accountId);
        } else {
            withoutMetering.add(accountId);
        }
    }

    boolean mayMeter(String accountId) {
        return !withoutMetering.contains(accountId);
    }

    AwsAccessKey find(String accessKeyId) {
        return keys.get(accessKeyId);
    }

    AwsRole findRole(String roleArn) {
        return roles.get(roleArn);
    }

    /** Issues temporary credentials for a session of a role. */
    AwsAccessKey issue(AwsRole role, String session, Instant now, Duration lifetime) {
        var number = issued.incrementAndGet();
        var key = new AwsAccessKey("ASIASANDBOX%09d".formatted(number),
                "temporary/secret+" + number, "session/token+" + number + "==",
                role.accountId(), role.sessionArn(session), now.plus(lifetime));
        keys.put(key.accessKeyId(), key);
        return key;
    }

    /**
     * A role.
     *
     * @param arn {@code arn:aws:iam::<account>:role/<name>}
     * @param externalId null when none is asked for
     */
    record AwsRole(String arn, String externalId) {

        String accountId() {
            return arn.split(":")[4];
        }

        String sessionArn(String session) {
            var name = arn.substring(arn.indexOf(":role/") + ":role/".length());
            return "arn:aws:sts::" + accountId() + ":assumed-role/" + name + "/" + session;
        }
    }
}
