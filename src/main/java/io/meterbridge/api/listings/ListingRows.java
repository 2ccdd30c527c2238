package io.meterbridge.api.listings;

import io.meterbridge.api.Utc;
import io.meterbridge.api.problem.Notice;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The rows of listings; call it inside a transaction of their seller. */
public final class ListingRows {

    private final JdbcClient sellerJdbc;
    private final ApiJson json;

    ListingRows(JdbcClient sellerJdbc, ApiJson json) {
        this.sellerJdbc = sellerJdbc;
        this.json = json;
    }

    /** One listing of this seller. */
    public Optional<Listing> find(UUID id) {
        return sellerJdbc.sql(Sql.of("listing/find")).param("id", id)
                .query((row, number) -> read(row)).optional();
    }

    /** One listing, which stays as it is until the transaction ends. */
    Optional<Listing> lock(UUID id) {
        return sellerJdbc.sql(Sql.of("listing/lock")).param("id", id)
                .query((row, number) -> read(row)).optional();
    }

    /** Under which id the seller has this listing. */
    public Optional<UUID> idOf(String cloud, String cloudId) {
        return sellerJdbc.sql(Sql.of("listing/find-id"))
                .param("cloud", cloud).param("cloudId", cloudId).query(UUID.class).optional();
    }

    /** False when the seller has that listing already. */
    boolean insert(Listing listing) {
        return write("listing/insert", listing) == 1;
    }

    void update(Listing listing) {
        write("listing/update", listing);
    }

    Listing read(ResultSet row) throws SQLException {
        var cloud = row.getString("cloud");
        var price = row.getBigDecimal("unit_price");
        var plans = json.read(row.getString("plans"));
        var hold = row.getString("hold");
        List<Notice> warnings = new ArrayList<>();
        Prices.warningFor(price, "/usage_dimension/unit_price").ifPresent(warnings::add);
        plans.fields().forEachRemaining(plan -> Prices.warningFor(
                new BigDecimal(plan.getValue().get("unit_price").asText()),
                "/plans/" + plan.getKey() + "/unit_price").ifPresent(warnings::add));
        if (cloud.equals("gcp") && row.getString("service_name") == null) {
            warnings.add(new Notice("/service_name", "Without the name of the service, as the Producer "
                    + "Portal shows it, nothing of this listing can be metered."));
        }
        return new Listing(row.getObject("id", UUID.class), cloud, row.getString("cloud_id"),
                row.getString("title"),
                new Listing.Dimension(row.getString("usage_dimension"), price, row.getString("currency"),
                        row.getString("value_type")),
                plans, row.getString("cost_basis"), row.getBoolean("zero_quantity"),
                cloud.equals("aws") ? row.getString("metering_identity") : null,
                row.getString("service_name"), hold == null ? null : json.read(hold),
                row.getBoolean("shadow"), row.getBoolean("send_from_test_mode"),
                Utc.read(row, "created_at"), Utc.read(row, "last_modified_at"), List.copyOf(warnings));
    }

    private int write(String statement, Listing listing) {
        StatementSpec sql = sellerJdbc.sql(Sql.of(statement))
                .param("id", listing.id())
                .param("cloud", listing.cloud())
                .param("cloudId", listing.cloudId())
                .param("title", listing.title())
                .param("usageDimension", listing.usageDimension().id())
                .param("unitPrice", listing.usageDimension().unitPrice())
                .param("currency", listing.usageDimension().currency())
                .param("valueType", listing.usageDimension().valueType())
                .param("plans", json.write(listing.plans()))
                .param("costBasis", listing.costBasis())
                .param("zeroQuantity", listing.zeroQuantity())
                .param("meteringIdentity", identityOf(listing))
                .param("serviceName", listing.serviceName())
                .param("hold", listing.hold() == null ? null : json.write(listing.hold()))
                .param("shadow", listing.shadow())
                .param("sendFromTestMode", listing.sendFromTestMode())
                .param("createdAt", Utc.of(listing.createdAt()))
                .param("lastModifiedAt", Utc.of(listing.lastModifiedAt()));
        return sql.update();
    }

    /** Where the cloud leaves no choice, the contract itself is who is told to have used it. */
    private static String identityOf(Listing listing) {
        return listing.meteringIdentity() == null ? "contract" : listing.meteringIdentity();
    }
}
