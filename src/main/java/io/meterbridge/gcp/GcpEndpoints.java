package io.meterbridge.gcp;

/** The addresses of calls below a service's own, which the routes take from the settings. */
final class GcpEndpoints {

    private GcpEndpoints() {
    }

    static String check(String serviceControl, String serviceName) {
        return withoutSlash(serviceControl) + "/v1/services/" + serviceName + ":check";
    }

    static String report(String serviceControl, String serviceName) {
        return withoutSlash(serviceControl) + "/v1/services/" + serviceName + ":report";
    }

    static String entitlements(String procurement, String providerId) {
        return withoutSlash(procurement) + "/v1/providers/" + providerId + "/entitlements";
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
