package io.meterbridge.marketplace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Which records travel together: neither too many nor too many bytes, and only with their own kind.
 */
public final class BatchPlan {

    private BatchPlan() {
    }

    /**
     * Groups items that may travel in one call, then cuts each group to size. Groups and the items
     * in them keep the order in which they came.
     *
     * @param kind     what all items of one call share, for example seller, lane, batch limit and
     *                 whether an earlier attempt is unanswered; compared with {@code equals}
     * @param maxItems the most items of a call of that kind, at least 1
     * @param maxBytes the most bytes the items of one call may have together
     * @param sizeOf   bytes of one item
     */
    public static <T, K> List<List<T>> plan(
            List<T> items,
            Function<? super T, ? extends K> kind,
            ToIntFunction<? super K> maxItems,
            int maxBytes,
            ToIntFunction<? super T> sizeOf) {
        var groups = new LinkedHashMap<K, List<T>>();
        for (var item : items) {
            groups.computeIfAbsent(kind.apply(item), ignored -> new ArrayList<>()).add(item);
        }
        var batches = new ArrayList<List<T>>();
        groups.forEach((key, group) ->
                batches.addAll(chunk(group, maxItems.applyAsInt(key), maxBytes, sizeOf)));
        return List.copyOf(batches);
    }

    /**
     * Cuts a list into consecutive parts of at most {@code maxItems} items and {@code maxBytes}
     * bytes. An item that is too big by itself travels alone: the cloud's own refusal then names
     * it.
     */
    public static <T> List<List<T>> chunk(
            List<T> items, int maxItems, int maxBytes, ToIntFunction<? super T> sizeOf) {
        if (maxItems < 1) {
            throw new IllegalArgumentException(
                    "a batch carries at least one record, not " + maxItems);
        }
        var chunks = new ArrayList<List<T>>();
        var chunk = new ArrayList<T>();
        var bytes = 0L;
        for (var item : items) {
            var size = sizeOf.applyAsInt(item);
            var full = chunk.size() == maxItems || bytes + size > maxBytes;
            if (full && !chunk.isEmpty()) {
                chunks.add(List.copyOf(chunk));
                chunk.clear();
                bytes = 0;
            }
            chunk.add(item);
            bytes += size;
        }
        if (!chunk.isEmpty()) {
            chunks.add(List.copyOf(chunk));
        }
        return List.copyOf(chunks);
    }
}
