package io.meterbridge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ids that answers have shown so far, so that later calls mean things that exist. */
final class KnownThings {

    private static final int PER_KIND = 200;

    private final Map<String, List<String>> ids = new ConcurrentHashMap<>();

    /** Learns from an answer to a call of this path template. */
    void learn(String path, JsonNode answer) {
        note(kindOf(path), answer.path("id"));
        answer.path("results").forEach(result -> note(kindOf(path), result.path("id")));
        for (var name : List.of("contract_id", "buyer_id", "listing_id")) {
            note(name.replace("_id", "s"), answer.path(name));
        }
    }

    private void note(String kind, JsonNode id) {
        var known = ids.computeIfAbsent(kind, none -> new CopyOnWriteArrayList<>());
        if (id.isTextual() && known.size() < PER_KIND && !known.contains(id.textValue())) {
            known.add(id.textValue());
        }
    }

    /** An id for a path: mostly one of a thing that exists. */
    String idOf(String path, Random random) {
        return drawn(kindOf(path), random);
    }

    /** An id for a field of that name, for example {@code listing_id}. */
    String idFor(String field, Random random) {
        return drawn(field == null ? "" : field.replace("_id", "s"), random);
    }

    private String drawn(String kind, Random random) {
        var known = ids.getOrDefault(kind, List.of());
        return known.isEmpty() || random.nextInt(8) == 0 ? new UUID(random.nextLong(), random.nextLong()).toString()
                : known.get(random.nextInt(known.size()));
    }

    /** {@code /metering/runs/{id}} is about runs, {@code /contracts/{id}} about contracts. */
    private static String kindOf(String path) {
        var before = path.contains("/{") ? path.substring(0, path.indexOf("/{")) : path;
        return before.substring(before.lastIndexOf('/') + 1);
    }
}
