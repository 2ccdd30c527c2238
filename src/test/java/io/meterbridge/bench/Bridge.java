package io.meterbridge.bench;

import io.meterbridge.bench.BenchDatabase.Seller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The packaged application as its own process, with default settings but for an Orb that allows any number of calls. */
final class Bridge implements AutoCloseable {

    private static final String OPERATOR = "operator-of-the-bench";
    private static final String SECRET = "a-secret-that-is-long-enough-for-an-operator";
    private static final Duration START_MAX = Duration.ofMinutes(10);

    private final int port = freePort();
    private final String cloudsUrl;
    private final JavaProcess process;
    private final Api operator;

    /**
     * Starts it and waits until it is ready.
     *
     * @param databasePort PostgreSQL's, or that of something in between
     */
    Bridge(String name, String jdk, int databasePort, String orbUrl, String cloudsUrl) {
        this.cloudsUrl = cloudsUrl;
        var environment = new HashMap<String, String>();
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SPRING_DATASOURCE_URL", BenchDatabase.url(databasePort));
        environment.put("SPRING_DATASOURCE_USERNAME", BenchDatabase.login());
        environment.put("METERBRIDGE_MASTER_KEY", "bWV0ZXJicmlkZ2UtdGVzdC1tYXN0ZXIta2V5LTAwMDE=");
        environment.put("METERBRIDGE_OPERATOR_CLIENT_ID", OPERATOR);
        environment.put("METERBRIDGE_OPERATOR_SECRET", SECRET);
        environment.put("METERBRIDGE_METERING_AUTOMATIC", "false");
        environment.put("METERBRIDGE_ORB_REQUESTS_PER_SECOND", "100000");
        environment.put("METERBRIDGE_FINAL_USAGE_SPARE_SLOT_EVERY", "0");
        environment.put("METERBRIDGE_WEBHOOKS_ALLOW_PRIVATE_TARGETS", "true");
        environment.put("ORB_BASE_URL", orbUrl + "/v1");
        environment.put("AWS_ENDPOINT_URL_MARKETPLACE_METERING", cloudsUrl);
        environment.put("AZURE_MARKETPLACE_URL", cloudsUrl);
        environment.put("AZURE_AUTHORITY_HOST", cloudsUrl);
        environment.put("GCP_SERVICECONTROL_URL", cloudsUrl);
        environment.put("GCP_PROCUREMENT_URL", cloudsUrl);
        var jar = Path.of("target", "meterbridge.jar").toAbsolutePath().toString();
        process = new JavaProcess(name, jdk, List.of("-jar", jar), environment, false);
        awaitReady();
        operator = Api.signedIn(api(), OPERATOR, SECRET);
    }

    JavaProcess process() {
        return process;
    }

    private void awaitReady() {
        var http = HttpClient.newHttpClient();
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/health/ready")).build();
        var until = Instant.now().plus(START_MAX);
        while (Instant.now().isBefore(until)) {
            try {
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notListeningYet) {
                LockSupport.parkNanos(100_000_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("the application ended; see its log in target/bench");
            }
        }
        throw new IllegalStateException("the application is not ready; see its log in target/bench");
    }

    /** Sellers connected to Orb and three clouds, each with a listing on each, through the API. */
    List<Seller> onboardSellers(int number, Instant startDate, KeyPair googleKey) {
        var sellers = new ArrayList<Seller>();
        for (int one = 0; one < number; one++) {
            sellers.add(onboardSeller(one, startDate, googleKey));
        }
        return sellers;
    }

    private Seller onboardSeller(int number, Instant startDate, KeyPair googleKey) {
        var created = operator.call("POST", "/sellers", Map.of("name", "Seller " + number));
        var seller = Api.signedIn(api(), created.get("client_id").asText(), created.get("client_secret").asText());
        seller.call("PUT", "/integrations/orb", Map.of("api_key", "key-" + number, "start_date",
                startDate.toString().substring(0, 10), "mode", "live"));
        seller.call("PUT", "/integrations/aws", Map.of("region", "us-east-1", "access_key_id", "AKIABENCHBENCHBENCH" + number,
                "secret_access_key", "a/secret/of/the/bench"));
        seller.call("PUT", "/integrations/azure", Map.of("tenant_id", new UUID(1, number).toString(), "client_id",
                new UUID(2, number).toString(), "client_secret", "a-secret"));
        seller.call("PUT", "/integrations/gcp", Map.of("provider_id", "provider-" + number, "service_account_json",
                Map.of("type", "service_account", "client_email", "bench@example.com", "private_key_id", "key",
                        "private_key", pem(googleKey), "token_uri", cloudsUrl + "/token")));
        var listings = new HashMap<String, UUID>();
        for (var cloud : Workload.CLOUDS) {
            var listing = new HashMap<String, Object>(Map.of("cloud", cloud, "cloud_id", cloud + "-" + number,
                    "title", "A product", "zero_quantity", false,
                    "usage_dimension", Map.of("id", dimension(cloud),
                            "unit_price", Workload.UNIT_PRICE.toPlainString())));
            if (cloud.equals("aws")) {
                listing.put("metering_identity", "license");
            } else if (cloud.equals("gcp")) {
                listing.put("service_name", "bench-service");
            }
            listings.put(cloud, UUID.fromString(seller.call("POST", "/listings", listing).get("id").asText()));
        }
        return new Seller(UUID.fromString(created.get("id").asText()), listings);
    }

    private static String dimension(String cloud) {
        return cloud.equals("gcp") ? "bench-service/" + Workload.DIMENSION : Workload.DIMENSION;
    }

    private static String pem(KeyPair key) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n";
    }

    /** Opens a completed hour. */
    void open(Instant hour) {
        operator.call("POST", "/metering/runs", Map.of("hour", hour.toString()));
    }

    private String api() {
        return "http://localhost:" + port + "/api";
    }

    @Override
    public void close() {
        process.close();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
