package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.ApiClient;
import io.meterbridge.metering.MarketplaceRules;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.onboarding.Purchase;
import io.meterbridge.onboarding.SoldListing;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** What an operator and a seller do through the API: onboard buyers, let hours be metered, read the ledger. */
final class Client {

    static final String OPERATOR = "operator-of-the-proofs";
    static final String OPERATOR_SECRET = "a-secret-that-is-long-enough-for-an-operator";
    static final BigDecimal UNIT_PRICE = new BigDecimal("0.01");

    /** The longest that an hour may have to stay open for a proof, in a full one too. */
    private static final Duration PROOF_MAX = Duration.ofMinutes(Proof.size(10, 30));

    private static final String PRICE = "api-calls";
    private static final String USED_UP = "resends-used-up";

    private final BigDecimal unitPrice;
    private ApiClient operator;
    private ApiClient seller;
    private final OrbAccount orb;
    private final Map<SoldListing, String> listings = new LinkedHashMap<>();
    private final List<Buyer> buyers = new ArrayList<>();

    /** A contract, the subscription that it is metered by, and what its marketplace knows it by. */
    record Buyer(String contractId, OrbSubscription subscription, Purchase purchase) {

        /** Uses something at an instant. */
        void use(Instant at, BigDecimal amount) {
            subscription.cost(PRICE, at, amount);
        }

        BigDecimal cost() {
            return subscription.costSoFar(CostBasis.TOTAL);
        }

        /** What it was billed, by its marketplace's memory. */
        BigDecimal billed() {
            return purchase.billed().get();
        }
    }

    /** A new seller, connected to Orb and to every marketplace that still takes that hour, with a listing on each. */
    Client(Sandbox sandbox, int port, FirstHour start) {
        this(sandbox, port, start, UNIT_PRICE);
    }

    /** The same with a unit price of its own. */
    Client(Sandbox sandbox, int port, FirstHour start, BigDecimal unitPrice) {
        this.unitPrice = unitPrice;
        var nobody = ApiClient.nobodyAt(port);
        operator = nobody.signedIn(OPERATOR, OPERATOR_SECRET);
        var created = operator.post("/sellers", Map.of("name", "Seller")).is(201);
        seller = nobody.signedIn(created.at("/client_id"), created.at("/client_secret"));
        var key = "orb-key-" + UUID.randomUUID();
        orb = sandbox.orb().addAccount(key, OrbMode.LIVE).withoutRateLimits();
        seller.put("/integrations/orb", Map.of("api_key", key, "start_date", start.day(), "mode", "live")).is(200);
        SoldListing.onEveryCloud(sandbox, unitPrice).stream()
                .filter(sold -> start.isTakenBy(sold.cloud(), sandbox.clock().instant()))
                .forEach(sold -> listings.put(sold, sold.create(seller, "A product")));
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

        /** Not so when the cloud's month of the hour closes before a proof is over: once a month, for minutes. */
        boolean isTakenBy(String cloud, Instant now) {
            return MarketplaceRules.of(cloud).isOpen(MeteringHour.containing(hour), now.plus(PROOF_MAX));
        }
    }

    /** A buyer with a contract from that hour on, on one marketplace after the other, mapped to a new subscription. */
    Buyer newBuyer(FirstHour start) {
        var sold = List.copyOf(listings.keySet()).get(buyers.size() % listings.size());
        var purchase = sold.sell(start.hour());
        var contract = purchase.create(seller, listings.get(sold), "Buyer", start.hour());
        var subscription = orb.addSubscription("sub-" + UUID.randomUUID()).startsAt(start.midnight())
                .price(OrbPrice.usage(PRICE, "API calls"));
        seller.patch("/contracts/" + contract, Map.of("external_associations",
                Map.of("orb", Map.of("mapped_object", Map.of("id", subscription.id()))))).is(200);
        var buyer = new Buyer(contract, subscription, purchase);
        buyers.add(buyer);
        return buyer;
    }

    /** In US dollars, the same for all buyers. */
    BigDecimal unitPrice() {
        return unitPrice;
    }

    /** How many marketplaces the seller sells on. */
    int clouds() {
        return listings.size();
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

    /** Waits until none of this seller's records waits for anything but a human. */
    void awaitSettledRecords(Duration patience) {
        Awaitility.await("all records to be settled").atMost(patience).pollInterval(Duration.ofMillis(300))
                .until(() -> countOf("frozen") == 0 && countOf("sending") == 0
                        && records("unknown").stream().allMatch(Client::waitsForAHuman));
    }

    private static boolean waitsForAHuman(JsonNode record) {
        return record.path("reason").asText().equals(USED_UP);
    }

    /** How many of this seller's records stand in a status. */
    int countOf(String status) {
        return seller.get("/metering?page_size=1&status=" + status).is(200).body().get("count").asInt();
    }

    /** How many records this seller has. */
    int records() {
        return seller.get("/metering?page_size=1").is(200).body().get("total_count").asInt();
    }

    /** Every accepted record. */
    List<Billed> accepted() {
        return records("accepted").stream().map(record -> billed(record, "accepted_quantity")).toList();
    }

    /** Every record that was left to a human, as many units as it was sent with. */
    List<Billed> waiting() {
        return records("unknown").stream().filter(Client::waitsForAHuman)
                .map(record -> billed(record, "quantity")).toList();
    }

    private Billed billed(JsonNode record, String quantity) {
        var slot = new Billed.Slot(record.get("cloud").asText(), identity(record.get("contract_id").asText()),
                record.get("dimension").asText(), Instant.parse(record.get("hour").asText()));
        return new Billed(slot, new BigDecimal(record.get(quantity).asText()),
                record.path("cloud_record_id").asText(null));
    }

    private String identity(String contractId) {
        return buyers.stream().filter(buyer -> buyer.contractId().equals(contractId)).findFirst().orElseThrow()
                .purchase().identity();
    }

    /** Every record in a status, page by page. */
    private List<JsonNode> records(String status) {
        var records = new ArrayList<JsonNode>();
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            var body = seller.get("/metering?status=" + status + "&page_size=100&page=" + page).is(200).body();
            pages = body.get("page_count").asInt();
            body.get("results").forEach(records::add);
        }
        return records;
    }

    /**
     * Checks of every buyer that all it cost was told but for less than a unit.
     *
     * @param unbilled records that wait for a human and were never billed; their money is committed all the same
     */
    void assertLessThanAUnitIsLeft(List<Billed> unbilled) {
        assertThat(buyers).allSatisfy(buyer -> assertThat(
                buyer.cost().subtract(buyer.billed()).subtract(committed(buyer, unbilled)))
                .as(buyer.contractId()).isNotNegative().isLessThan(unitPrice));
    }

    /** The money of a buyer's records among these. */
    BigDecimal committed(Buyer buyer, List<Billed> unbilled) {
        return unbilled.stream().filter(one -> one.slot().identity().equals(buyer.purchase().identity()))
                .map(one -> one.quantity().multiply(unitPrice)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
