package io.meterbridge.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One call about agreements or entitlements. */
record AwsCall(Service service, String operation, ObjectNode body) {

    /** The services of AWS Marketplace that are asked, each with its own protocol. */
    enum Service {
        AGREEMENT("AWSMPCommerceService_v20200301.", "application/x-amz-json-1.0"),
        ENTITLEMENT("AWSMPEntitlementService.", "application/x-amz-json-1.1");

        private final String prefix;
        private final String contentType;

        Service(String prefix, String contentType) {
            this.prefix = prefix;
            this.contentType = contentType;
        }

        String contentType() {
            return contentType;
        }
    }

    String target() {
        return service.prefix + operation;
    }
}
