package io.meterbridge.api.metering;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.Bodies;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.Notice;
import io.meterbridge.ledger.HandFreezer;
import io.meterbridge.ledger.HandResult;
import io.meterbridge.ledger.HandUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** {@code POST /api/metering}: usage by hand, each item with a result of its own (money.md M-05). */
public final class UsageByHand {

    private final HandFreezer freezer;

    UsageByHand(HandFreezer freezer) {
        this.freezer = freezer;
    }

    /**
     * What became of the items, in their order.
     *
     * @param results one for each
     */
    public record Results(List<Result> results) {
    }

    /**
     * What became of one item.
     *
     * @param status  {@code success} or {@code error}
     * @param code    why there is no record
     * @param message the same in a sentence
     * @param errors  where the item is wrong
     * @param id      the record's
     * @param hour    start of the UTC hour that carries it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(String status, String code, String message, List<Notice> errors, UUID id, Instant hour) {

        static Result of(HandResult result, int item) {
            return result.isFrozen()
                    ? new Result("success", null, null, null, result.id(), result.hour())
                    : new Result("error", result.code(), result.message(), List.of(new Notice(
                            "/request/" + item + "/" + result.field(), result.message())), null, null);
        }
    }

    /** Freezes the items that can be; the contract has checked their form. */
    public Results post(ApiRequest request) {
        var items = request.object().get("request");
        var usages = new ArrayList<HandUsage>();
        for (int i = 0; i < items.size(); i++) {
            usages.add(usage(items.get(i), "/request/" + i));
        }
        var frozen = freezer.freeze(request.sellerId(), usages);
        var results = new ArrayList<Result>();
        for (int i = 0; i < frozen.size(); i++) {
            results.add(Result.of(frozen.get(i), i));
        }
        return new Results(results);
    }

    private static HandUsage usage(JsonNode item, String pointer) {
        return new HandUsage(Bodies.text(item, "cloud"), id(Bodies.text(item, "contract_id")),
                Bodies.text(item, "dimension"), item.get("quantity").asText(),
                instant(item, "start_time", pointer), instant(item, "end_time", pointer),
                Bodies.flag(item, "covers_orb_cost", false), properties(item));
    }

    private static Instant instant(JsonNode item, String field, String pointer) {
        var text = Bodies.text(item, field);
        return text == null ? null : Bodies.instant(pointer + "/" + field, text);
    }

    private static ObjectNode properties(JsonNode item) {
        return item.get("custom_properties") instanceof ObjectNode properties
                ? properties
                : ((ObjectNode) item).objectNode();
    }

    /** What is no id names no contract. */
    private static UUID id(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
