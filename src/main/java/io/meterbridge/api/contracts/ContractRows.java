package io.meterbridge.api.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.Utc;
import io.meterbridge.api.listings.Listing;
import io.meterbridge.api.listings.Prices;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of contracts and their prices; call it inside a transaction of their seller. */
public final class ContractRows {

    private final JdbcClient sellerJdbc;
    private final ApiJson json;
    private final InstantSource clock;

    ContractRows(JdbcClient sellerJdbc, ApiJson json, InstantSource clock) {
        this.sellerJdbc = sellerJdbc;
        this.json = json;
        this.clock = clock;
    }

    /** One contract of this seller, with what a unit costs now. */
    public Optional<Contract> find(UUID id) {
        return sellerJdbc.sql(Sql.of("contract/find"))
                .param("id", id).param("now", now())
                .query((row, number) -> read(row)).optional();
    }

    /** True when there is such a contract, which stays as it is until the transaction ends. */
    boolean lock(UUID id) {
        return sellerJdbc.sql(Sql.of("contract/lock")).param("id", id)
                .query(UUID.class).optional().isPresent();
    }

    Optional<UUID> idOf(String cloud, String identityKey) {
        return sellerJdbc.sql(Sql.of("contract/find-id"))
                .param("cloud", cloud).param("identityKey", identityKey).query(UUID.class).optional();
    }

    /** A live contract of this buyer that AWS would be told about under the very same customer. */
    public Optional<UUID> liveCustomerContractOf(UUID buyerId) {
        return sellerJdbc.sql(Sql.of("contract/find-live-by-customer"))
                .param("buyerId", buyerId).query(UUID.class).optional();
    }

    /** False when the seller has a contract of that identity already. */
    boolean insert(NewContract contract) {
        return sellerJdbc.sql(Sql.of("contract/insert"))
                .param("id", contract.id())
                .param("buyerId", contract.buyerId())
                .param("listingId", contract.listing().id())
                .param("cloud", contract.listing().cloud())
                .param("status", contract.status())
                .param("startAt", Utc.of(contract.startAt()))
                .param("endAt", Utc.of(contract.endAt()))
                .param("plan", contract.plan())
                .param("identityKey", contract.identityKey())
                .param("cloudIdentifiers", json.write(contract.cloudIdentifiers()))
                .param("customProperties", json.write(contract.customProperties()))
                .param("includedAmount", contract.included() == null ? null : contract.included().amount())
                .param("includedTerm", contract.included() == null ? null : contract.included().term())
                .param("now", now())
                .update() == 1;
    }

    void update(UUID id, JsonNode associations, JsonNode properties, Contract.Included included) {
        sellerJdbc.sql(Sql.of("contract/update"))
                .param("id", id)
                .param("externalAssociations", json.write(associations))
                .param("customProperties", json.write(properties))
                .param("includedAmount", included == null ? null : included.amount())
                .param("includedTerm", included == null ? null : included.term())
                .param("now", now())
                .update();
    }

    /**
     * Appends a price.
     *
     * @param learntFrom {@code listing}, {@code seller} or {@code marketplace}
     * @return the number of its snapshot
     */
    public long learnPrice(UUID contractId, Instant effectiveAt, Contract.Dimension price, String plan,
            String learntFrom) {
        return sellerJdbc.sql(Sql.of("contract/learn-price"))
                .param("contractId", contractId)
                .param("effectiveAt", Utc.of(effectiveAt))
                .param("now", now())
                .param("dimension", price.id())
                .param("unitPrice", price.unitPrice())
                .param("currency", price.currency())
                .param("plan", plan)
                .param("learntFrom", learntFrom)
                .query(Long.class).single();
    }

    /** What the listing asks for a unit under this plan. */
    public static Contract.Dimension listedPrice(Listing listing, String plan) {
        return NewContract.price(listing, plan, null);
    }

    /** Lets accounts go on that waited for somebody to say what the contract's price covers (money.md M-04). */
    void includedIsDecided(UUID id) {
        sellerJdbc.sql(Sql.of("contract-life/free-accounts")).param("contract", id).param("now", now()).update();
    }

    /** The price in force at an instant. */
    public Contract.Dimension priceAt(UUID contractId, Instant at) {
        return sellerJdbc.sql(Sql.of("contract/price-at"))
                .param("id", contractId).param("at", Utc.of(at))
                .query((row, number) -> dimension(row)).single();
    }

    Contract read(ResultSet row) throws SQLException {
        var associations = json.read(row.getString("external_associations"));
        var dimension = dimension(row);
        var amount = row.getBigDecimal("included_amount");
        return new Contract(row.getObject("id", UUID.class), row.getString("cloud"),
                row.getObject("listing_id", UUID.class), row.getObject("buyer_id", UUID.class),
                row.getString("status"), Utc.read(row, "start_at"), Utc.read(row, "end_at"),
                row.getString("plan"), json.read(row.getString("cloud_identifiers")),
                Associations.shown(associations, row.getString("orb_subscription_id")),
                json.read(row.getString("custom_properties")), dimension.unitPrice(), dimension,
                amount == null ? null : new Contract.Included(amount, row.getString("included_term")),
                Utc.read(row, "cut_over_at"), null, null, Utc.read(row, "created_at"), Utc.read(row, "last_modified_at"),
                Prices.warningFor(dimension.unitPrice(), "/unit_price").stream().toList(), associations);
    }

    private static Contract.Dimension dimension(ResultSet row) throws SQLException {
        return new Contract.Dimension(row.getString("dimension"), row.getBigDecimal("unit_price"),
                row.getString("currency"));
    }

    java.time.OffsetDateTime now() {
        return Utc.of(clock.instant());
    }
}
