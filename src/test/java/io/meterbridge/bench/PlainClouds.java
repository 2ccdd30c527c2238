package io.meterbridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The marketplaces' calls as the plain program makes them: the same bodies, nothing signed. */
final class PlainClouds {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "/v1/services/bench-service";

    private final String url;
    private final HttpClient http;

    PlainClouds(String url, HttpClient http) {
        this.url = url;
        this.http = http;
    }

    /** Tells one cloud of units of some accounts in an hour; a receipt for each comes back. */
    List<String> send(int[] accounts, long[] units, Instant hour) throws IOException, InterruptedException {
        return switch (Workload.cloud(accounts[0])) {
            case "aws" -> aws(accounts, units, hour);
            case "azure" -> azure(accounts, units, hour);
            default -> gcp(accounts, units, hour);
        };
    }

    private List<String> aws(int[] accounts, long[] units, Instant hour) throws IOException, InterruptedException {
        var body = JSON.createObjectNode();
        var records = body.putArray("UsageRecords");
        for (int one = 0; one < accounts.length; one++) {
            records.addObject().put("Timestamp", hour.getEpochSecond())
                    .put("CustomerAWSAccountId", Workload.awsAccount(accounts[one]))
                    .put("Dimension", Workload.DIMENSION).put("Quantity", units[one])
                    .put("LicenseArn", Workload.license(accounts[one]));
        }
        return receipts(post("/", body).get("Results"), "Success", "Status", "MeteringRecordId");
    }

    private List<String> azure(int[] accounts, long[] units, Instant hour) throws IOException, InterruptedException {
        var body = JSON.createObjectNode();
        var events = body.putArray("request");
        for (int one = 0; one < accounts.length; one++) {
            events.addObject().put("resourceId", Workload.azureSubscription(accounts[one]))
                    .put("quantity", units[one]).put("dimension", Workload.DIMENSION)
                    .put("effectiveStartTime", hour.toString()).put("planId", "plan");
        }
        return receipts(post("/api/batchUsageEvent?api-version=2018-08-31", body).get("result"), "Accepted", "status",
                "usageEventId");
    }

    private List<String> gcp(int[] accounts, long[] units, Instant hour) throws IOException, InterruptedException {
        var body = JSON.createObjectNode();
        var operations = body.putArray("operations");
        var receipts = new ArrayList<String>();
        for (int one = 0; one < accounts.length; one++) {
            var operation = JSON.createObjectNode().put("operationId", accounts[one] + "/" + hour)
                    .put("operationName", "usage").put("consumerId", Workload.gcpConsumer(accounts[one]))
                    .put("startTime", hour.toString()).put("endTime", hour.plus(Duration.ofHours(1)).toString());
            var check = JSON.createObjectNode();
            check.set("operation", operation.deepCopy());
            require(!post(SERVICE + ":check", check).has("checkErrors"));
            operation.putArray("metricValueSets").addObject().put("metricName", Workload.DIMENSION)
                    .putArray("metricValues").addObject().put("int64Value", Long.toString(units[one]));
            operations.add(operation);
            receipts.add(operation.get("operationId").asText());
        }
        require(!post(SERVICE + ":report", body).has("reportErrors"));
        return receipts;
    }

    private static List<String> receipts(JsonNode results, String good, String status, String receipt) {
        var receipts = new ArrayList<String>();
        for (var result : results) {
            require(result.get(status).asText().equals(good));
            receipts.add(result.get(receipt).asText());
        }
        return receipts;
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer a-token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }

    private static void require(boolean taken) {
        if (!taken) {
            throw new IllegalStateException("a marketplace refused usage");
        }
    }
}
