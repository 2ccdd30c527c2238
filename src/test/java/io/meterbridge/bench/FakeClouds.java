package io.meterbridge.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Three marketplaces that take everything, at once, and remember whose units they took and how often. */
final class FakeClouds implements LoopbackServer.Handler {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] GCP_OK = "{\"serviceConfigId\":\"2026-03-01r0\"}".getBytes(UTF_8);
    private static final byte[] TOKEN =
            "{\"access_token\":\"a-token\",\"token_type\":\"Bearer\",\"expires_in\":3600}".getBytes(UTF_8);
    private static final byte[] NO_ENTITLEMENTS = "{\"entitlements\":[]}".getBytes(UTF_8);
    private static final byte[] NO_SUBSCRIPTIONS = "{\"subscriptions\":[]}".getBytes(UTF_8);

    private final long[] units;
    private final Set<Long> slots = new HashSet<>();
    private long again;
    private long receipts;

    /** Marketplaces that know so many accounts. */
    FakeClouds(int accounts) {
        units = new long[accounts];
    }

    @Override
    public synchronized byte[] answer(String method, String target, byte[] body) throws IOException {
        if (target.endsWith(":check")) {
            return GCP_OK;
        }
        if (target.endsWith(":report")) {
            return reported(JSON.readTree(body));
        }
        if (target.startsWith("/api/batchUsageEvent")) {
            return azure((ObjectNode) JSON.readTree(body));
        }
        if (target.endsWith("/token")) {
            return TOKEN;
        }
        if (target.contains("/entitlements")) {
            return NO_ENTITLEMENTS;
        }
        if (target.startsWith("/api/saas/subscriptions")) {
            return NO_SUBSCRIPTIONS;
        }
        return target.equals("/") ? aws(JSON.readTree(body)) : null;
    }

    private byte[] aws(JsonNode call) throws IOException {
        var answer = JSON.createObjectNode();
        var results = answer.putArray("Results");
        for (var record : call.get("UsageRecords")) {
            book(record.get("CustomerAWSAccountId").asText(), Instant.ofEpochSecond(record.get("Timestamp").asLong()),
                    record.get("Quantity").asLong());
            results.addObject().put("MeteringRecordId", receipt()).put("Status", "Success")
                    .set("UsageRecord", record);
        }
        answer.putArray("UnprocessedRecords");
        return JSON.writeValueAsBytes(answer);
    }

    private byte[] azure(ObjectNode call) throws IOException {
        var answer = JSON.createObjectNode();
        var results = answer.putArray("result");
        for (var event : call.get("request")) {
            book(event.get("resourceId").asText(), Instant.parse(event.get("effectiveStartTime").asText()),
                    event.get("quantity").asLong());
            results.add(((ObjectNode) event).put("usageEventId", receipt()).put("status", "Accepted")
                    .put("messageTime", event.get("effectiveStartTime").asText()));
        }
        return JSON.writeValueAsBytes(answer.put("count", results.size()));
    }

    private byte[] reported(JsonNode call) {
        for (var operation : call.get("operations")) {
            book(operation.get("consumerId").asText(), Instant.parse(operation.get("startTime").asText()),
                    operation.at("/metricValueSets/0/metricValues/0/int64Value").asLong());
        }
        return GCP_OK;
    }

    private void book(String identity, Instant hour, long quantity) {
        int account = Workload.accountIn(identity);
        if (slots.add(account * 1_000_000L + hour.getEpochSecond() / 3600)) {
            units[account] += quantity;
        } else {
            again++;
        }
    }

    private String receipt() {
        return "receipt-" + ++receipts;
    }

    /** How many hours of accounts were told so far. */
    synchronized long slotsTold() {
        return slots.size();
    }

    /**
     * Fails unless every account was told exactly what it owes, once for each hour.
     *
     * @param hours how many hours were metered
     */
    synchronized void check(int hours) {
        if (again != 0 || slots.size() != (long) units.length * hours) {
            throw new IllegalStateException("of %d slots %d were told, %d more than once"
                    .formatted((long) units.length * hours, slots.size(), again));
        }
        for (int account = 0; account < units.length; account++) {
            long due = Workload.units(account, hours);
            if (units[account] != due) {
                throw new IllegalStateException("account %d was told %d units and owes %d"
                        .formatted(account, units[account], due));
            }
        }
    }
}
