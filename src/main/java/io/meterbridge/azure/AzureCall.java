package io.meterbridge.azure;

/**
 * One call to the fulfilment API about a subscription.
 *
 * @param method GET or PATCH
 * @param path   below the marketplace's own address
 * @param body   JSON, or null
 */
record AzureCall(String method, String path, String body) {

    static AzureCall get(String path) {
        return new AzureCall("GET", path, null);
    }
}
