package io.meterbridge.aws;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where AWS's services are. The same variables as in the AWS SDKs put something else in their
 * place; without them it is the region's own host, and never another region's.
 */
@Component
class AwsEndpoints {

    /** Where AWS Marketplace keeps what was agreed. */
    static final String CATALOG_REGION = "us-east-1";

    private final String metering;
    private final String sts;
    private final String agreement;
    private final String entitlement;

    AwsEndpoints(
            @Value("${AWS_ENDPOINT_URL_MARKETPLACE_METERING:${AWS_ENDPOINT_URL:}}") String metering,
            @Value("${AWS_ENDPOINT_URL_STS:${AWS_ENDPOINT_URL:}}") String sts,
            @Value("${AWS_ENDPOINT_URL_MARKETPLACE_AGREEMENT:${AWS_ENDPOINT_URL:}}") String agreement,
            @Value("${AWS_ENDPOINT_URL_MARKETPLACE_ENTITLEMENT_SERVICE:${AWS_ENDPOINT_URL:}}") String entitlement) {
        this.metering = metering;
        this.sts = sts;
        this.agreement = agreement;
        this.entitlement = entitlement;
    }

    /** Agreements are kept in one region, wherever their usage is metered. */
    URI agreement() {
        return of(agreement, "agreement-marketplace", CATALOG_REGION);
    }

    /** So are entitlements. */
    URI entitlement() {
        return of(entitlement, "entitlement.marketplace", CATALOG_REGION);
    }

    URI metering(String region) {
        return of(metering, "metering.marketplace", region);
    }

    URI sts(String region) {
        return of(sts, "sts", region);
    }

    private static URI of(String override, String service, String region) {
        if (!override.isBlank()) {
            return URI.create(override.endsWith("/") ? override : override + "/");
        }
        var domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return URI.create("https://" + service + "." + region + "." + domain + "/");
    }
}
