package io.meterbridge.api.paging;

import io.meterbridge.api.openapi.ApiRequest;

/**
 * Which page of a list is wanted.
 *
 * @param number from 1
 * @param size   1 to 100
 */
public record PageRequest(int number, int size) {

    private static final int DEFAULT_SIZE = 100;

    /** The page a call asks for. */
    public static PageRequest of(ApiRequest request) {
        return new PageRequest(
                Integer.parseInt(request.query().getOrDefault("page", "1")),
                Integer.parseInt(request.query().getOrDefault("page_size", "" + DEFAULT_SIZE)));
    }

    /** How many rows come before the page. */
    public long offset() {
        return (long) (number - 1) * size;
    }
}
