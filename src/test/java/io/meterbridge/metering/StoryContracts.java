package io.meterbridge.metering;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The contracts of a story by their names, one after the other. */
final class StoryContracts {

    private final Map<String, List<PricePoint>> prices = new LinkedHashMap<>();
    private final Map<String, Instant> starts = new LinkedHashMap<>();
    private final Map<String, Instant> ends = new LinkedHashMap<>();
    private final Map<String, JsonNode> included = new LinkedHashMap<>();

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    static Instant time(JsonNode node, ZoneId zone) {
        var text = node.asText();
        return text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                : Instant.parse(text);
    }

    Instant begin(JsonNode contract, ZoneId zone) {
        var name = contract.path("name").asText();
        var start = time(contract.path("start"), zone);
        starts.put(name, start);
        learn(name, start, contract.path("unit_price").asText());
        if (contract.has("included")) {
            included.put(name, contract.path("included"));
        }
        return start;
    }

    /** The current contract ends where the new one begins. */
    void renew(JsonNode contract, ZoneId zone) {
        var current = starts.keySet().stream().reduce((one, other) -> other).orElseThrow();
        ends.put(current, begin(contract, zone));
    }

    void learn(String name, Instant from, String unitPrice) {
        prices.computeIfAbsent(name, n -> new ArrayList<>())
                .add(new PricePoint(from, "units", new BigDecimal(unitPrice), null));
    }

    PriceHistory history(String name) {
        return new PriceHistory(prices.get(name));
    }

    List<Metered> metered(Instant now) {
        return starts.keySet().stream()
                .filter(name -> !starts.get(name).isAfter(now))
                .map(name -> new Metered(id(name), starts.get(name), ends.get(name), history(name)))
                .toList();
    }

    List<IncludedAmount> included() {
        return included.entrySet().stream()
                .map(
                        one ->
                                new IncludedAmount(
                                        id(one.getKey()),
                                        new BigDecimal(one.getValue().path("amount").asText()),
                                        one.getValue().path("term").asText().equals("month"),
                                        starts.get(one.getKey()),
                                        ends.get(one.getKey())))
                .toList();
    }

    String name(UUID id) {
        return starts.keySet().stream()
                .filter(name -> id(name).equals(id))
                .findFirst()
                .orElseThrow();
    }
}
