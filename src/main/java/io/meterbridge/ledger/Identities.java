package io.meterbridge.ledger;

import io.meterbridge.marketplace.aws.AwsIdentity;
import io.meterbridge.marketplace.azure.AzureIdentity;
import io.meterbridge.marketplace.gcp.GcpIdentity;
import java.util.Map;
import java.util.TreeMap;

/** Names a contract's buyer the way its marketplace takes it. */
final class Identities {

    private Identities() {
    }

    /**
     * Works out the identity of a contract's records.
     *
     * @param cloud            the contract's cloud; one that is not built in is named by all its identifiers
     * @param meteringIdentity the listing's choice, where the cloud has one
     * @param product          the listing's id at the cloud
     */
    static IdentityResult of(
            String cloud,
            String meteringIdentity,
            String product,
            Map<String, String> buyer,
            Map<String, String> contract) {
        if ("aws".equals(cloud)) {
            return ofAws(AwsIdentity.of(meteringIdentity, product, buyer, contract));
        }
        if ("azure".equals(cloud)) {
            return ofAzure(AzureIdentity.of(contract));
        }
        var all = new TreeMap<>(buyer);
        all.putAll(contract);
        return all.isEmpty()
                ? IdentityResult.missing("customer-identifier-missing")
                : new IdentityResult(cloud + all, all, cloud + "/" + product, null);
    }

    private static IdentityResult ofAzure(AzureIdentity identity) {
        if (identity instanceof AzureIdentity.Known known) {
            return new IdentityResult(known.key(), known.fields(), known.lane(), null);
        }
        if (identity instanceof AzureIdentity.Missing missing) {
            return IdentityResult.missing(missing.reason().code());
        }
        throw new IllegalStateException("An Azure identity is known or missing: " + identity);
    }

    /**
     * The identity of a Google Cloud contract's records.
     *
     * @param serviceName the listing's, with the value type of its metrics
     */
    static IdentityResult ofGcp(String serviceName, String valueType, Map<String, String> contract) {
        var identity = GcpIdentity.of(serviceName, valueType, contract);
        if (identity instanceof GcpIdentity.Known known) {
            return new IdentityResult(known.key(), known.fields(), known.lane(), null);
        }
        if (identity instanceof GcpIdentity.Missing missing) {
            return IdentityResult.missing(missing.reason().code());
        }
        throw new IllegalStateException("A Google Cloud identity is known or missing: " + identity);
    }

    private static IdentityResult ofAws(AwsIdentity identity) {
        if (identity instanceof AwsIdentity.Known known) {
            return new IdentityResult(known.key(), known.fields(), known.lane(), null);
        }
        if (identity instanceof AwsIdentity.Missing missing) {
            return IdentityResult.missing(missing.reason().code());
        }
        throw new IllegalStateException("An AWS identity is known or missing: " + identity);
    }
}
