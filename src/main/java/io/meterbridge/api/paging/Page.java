package io.meterbridge.api.paging;

import io.meterbridge.api.openapi.ApiRequest;
import java.util.List;

/**
 * One page of a list.
 *
 * @param count      rows that match the filters
 * @param totalCount rows there are without any filter
 * @param pageCount  pages of the match
 * @param next       absolute URL, or empty on the last page
 * @param previous   absolute URL, or empty on the first page
 */
public record Page<T>(long count, long totalCount, long pageCount, String next, String previous,
        List<T> results) {

    /** The page a call asked for. */
    public static <T> Page<T> of(ApiRequest request, Counts counts, List<T> results) {
        var page = PageRequest.of(request);
        var pages = (counts.count() + page.size() - 1) / page.size();
        var next = page.number() < pages ? url(request, page.number() + 1L) : "";
        var previous = page.number() > 1 ? url(request, Math.max(1, Math.min(page.number() - 1L, pages))) : "";
        return new Page<>(counts.count(), counts.totalCount(), pages, next, previous, List.copyOf(results));
    }

    /** The same call with another page; everything else of the query stays as the caller wrote it. */
    private static String url(ApiRequest request, long number) {
        var parts = request.url().split("\\?", 2);
        var query = new StringBuilder();
        if (parts.length > 1) {
            for (var pair : parts[1].split("&")) {
                if (!pair.isEmpty() && !pair.startsWith("page=")
                        && !pair.matches("(?i)filter(\\[|%5B)page(]|%5D)=.*")) {
                    query.append(pair).append('&');
                }
            }
        }
        return parts[0] + "?" + query + "page=" + number;
    }

    /**
     * How many rows there are.
     *
     * @param count      rows that match
     * @param totalCount all rows
     */
    public record Counts(long count, long totalCount) {
    }
}
