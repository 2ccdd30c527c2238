package io.meterbridge.proof;

import io.meterbridge.api.ApiClient;
import io.meterbridge.sandbox.AwsAgreement;
import io.meterbridge.sandbox.CostBasis;
import io.meterbridge.sandbox.OrbAccount;
import io.meterbridge.sandbox.OrbMode;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.sandbox.Sandbox;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** What an operator and a seller do through the API: onboard buyers, let hours be metered, read the ledger. */
final class Client {

    static final String OPERATOR = "operator-of-the-proofs";
    static final String OPERATOR_SECRET = "a-secret-that-is-long-enough-for-an-operator";
    static final BigDecimal UNIT_PRICE = new BigDecimal("0.01");

    private static final String DIMENSION = "usage_fee";
    private static final String PRICE = "api-calls";
    private static final List<String> OPEN = List.of("frozen", "sending", "unknown");

    private final Sandbox sandbox;
    private ApiClient operator;
    private ApiClient seller;
    private final OrbAccount orb;
    private final String product = "prod-" + UUID.randomUUID();
    private final String listing;
    private final List<Buyer> buyers = new ArrayList<>();

    /** A contract, the subscription that it is metered by, and what AWS knows it by. */
    record Buyer(String contractId, OrbSubscription subscription, AwsAgreement agreement) {

        /** Uses something at an instant. */
        void use(Instant at, BigDecimal amount) {
            subscription.cost(PRICE, at, amount);
        }

        BigDecimal cost() {
            return subscription.costSoFar(CostBasis.TOTAL);
        }
    }

    /** A new seller with one listing, connected to Orb and AWS. */
    Client(Sandbox sandbox, int port, FirstHour start) {
        this.sandbox = sandbox;
        var nobody = ApiClient.nobodyAt(port);
        operator = nobody.signedIn(OPERATOR, OPERATOR_SECRET);
        var created = operator.post("/sellers", Map.of("name", "Seller")).is(201);
        seller = nobody.signedIn(created.at("/client_id"), created.at("/client_secret"));
        var key = "orb-key-" + UUID.randomUUID();
        orb = sandbox.orb().addAccount(key, OrbMode.LIVE).withoutRateLimits();
        seller.put("/integrations/orb", Map.of("api_key", key, "start_date", start.day(), "mode", "live")).is(200);
        var aws = sandbox.environment();
        seller.put("/integrations/aws", Map.of("region", "us-east-1", "access_key_id",
                aws.get("AWS_ACCESS_KEY_ID"), "secret_access_key", aws.get("AWS_SECRET_ACCESS_KEY"))).is(200);
        listing = seller.post("/listings", Map.of("cloud", "aws", "cloud_id", product, "title", "A product",
                "zero_quantity", false, "metering_identity", "license", "usage_dimension",
                Map.of("id", DIMENSION, "unit_price", UNIT_PRICE.toPlainString()))).is(201).at("/id");
    }

    /**
     * Where metering begins: contracts start with this hour, subscriptions with its day.
     *
     * @param hour the start of a UTC hour
     */
    record FirstHour(Instant hour) {

        String day() {
            return hour.toString().substring(0, 10);
        }

        Instant midnight() {
            return hour.truncatedTo(ChronoUnit.DAYS);
        }
    }

    /** A buyer with a contract from that hour on, mapped to a subscription of its own. */
    Buyer newBuyer(FirstHour start) {
        var account = String.format("%012d", 300_000_000_000L + buyers.size());
        var license = "arn:aws:license-manager::" + account + ":license:l-"
                + UUID.randomUUID().toString().replace("-", "");
        var agreement = sandbox.aws().agreement(product, account).dimension(DIMENSION, UNIT_PRICE)
                .license(license).startsAt(start.hour());
        var subscription = orb.addSubscription("sub-" + UUID.randomUUID()).startsAt(start.midnight())
                .price(OrbPrice.usage(PRICE, "API calls"));
        var contract = seller.post("/contracts", Map.of("cloud", "aws", "listing_id", listing,
                "status", "active", "start_at", start.hour().toString(),
                "buyer", Map.of("name", "Buyer", "cloud_identifiers",
                        Map.of("product_code", product, "customer_aws_account_id", account)),
                "cloud_identifiers", Map.of("agreement_id", "agmt-" + UUID.randomUUID(), "license_arn", license)))
                .is(201).at("/id");
        seller.patch("/contracts/" + contract, Map.of("external_associations",
                Map.of("orb", Map.of("mapped_object", Map.of("id", subscription.id()))))).is(200);
        var buyer = new Buyer(contract, subscription, agreement);
        buyers.add(buyer);
        return buyer;
    }

    /** Goes on at another process. */
    void callAt(int port) {
        var other = ApiClient.nobodyAt(port);
        operator = other.as(operator.token());
        seller = other.as(seller.token());
    }

    List<Buyer> buyers() {
        return buyers;
    }

    /** Opens a completed hour, or opens it again. */
    void open(Instant hour) {
        operator.post("/metering/runs", Map.of("hour", hour.toString())).is(202);
    }

    /** Waits until an hour's run is finished. */
    void awaitFinished(Instant hour, Duration patience) {
        Awaitility.await("hour " + hour + " to finish").atMost(patience).pollInterval(Duration.ofMillis(300))
                .until(() -> operator.get("/metering/runs?hour=" + hour).is(200).at("/results/0/status")
                        .equals("finished"));
    }

    /** Waits until none of this seller's records waits for anything. */
    void awaitSettledRecords(Duration patience) {
        Awaitility.await("all records to be settled").atMost(patience).pollInterval(Duration.ofMillis(300))
                .until(() -> OPEN.stream().allMatch(status -> countOf(status) == 0));
    }

    /** How many of this seller's records stand in a status. */
    int countOf(String status) {
        return seller.get("/metering?page_size=1&status=" + status).is(200).body().get("count").asInt();
    }

    /** How many records this seller has. */
    int records() {
        return seller.get("/metering?page_size=1").is(200).body().get("total_count").asInt();
    }

    /** Every accepted record, page by page. */
    List<Billed> accepted() {
        var identities = new HashMap<String, String>();
        buyers.forEach(buyer -> identities.put(buyer.contractId(), buyer.agreement().licenseIdentity()));
        var accepted = new ArrayList<Billed>();
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            var body = seller.get("/metering?status=accepted&page_size=100&page=" + page).is(200).body();
            pages = body.get("page_count").asInt();
            for (var record : body.get("results")) {
                var slot = new Billed.Slot(identities.get(record.get("contract_id").asText()),
                        record.get("dimension").asText(), Instant.parse(record.get("hour").asText()));
                accepted.add(new Billed(slot, Long.parseLong(record.get("accepted_quantity").asText()),
                        record.path("cloud_record_id").asText(null)));
            }
        }
        return accepted;
    }

    /** What a buyer was billed, by AWS's memory. */
    BigDecimal billed(Buyer buyer) {
        return sandbox.aws().totalBilled(buyer.agreement());
    }
}
