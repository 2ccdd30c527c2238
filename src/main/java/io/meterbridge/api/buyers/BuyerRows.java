package io.meterbridge.api.buyers;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.Bodies;
import io.meterbridge.api.Utc;
import io.meterbridge.api.contracts.Associations;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of buyers; call it inside a transaction of their seller. */
public final class BuyerRows {

    private final JdbcClient sellerJdbc;
    private final ApiJson json;
    private final InstantSource clock;

    BuyerRows(JdbcClient sellerJdbc, ApiJson json, InstantSource clock) {
        this.sellerJdbc = sellerJdbc;
        this.json = json;
        this.clock = clock;
    }

    /** One buyer of this seller. */
    public Optional<Buyer> find(UUID id) {
        return sellerJdbc.sql(Sql.of("buyer/find")).param("id", id)
                .query((row, number) -> read(row)).optional();
    }

    /** True when there is such a buyer, which stays as it is until the transaction ends. */
    boolean lock(UUID id) {
        return sellerJdbc.sql(Sql.of("buyer/lock")).param("id", id)
                .query(UUID.class).optional().isPresent();
    }

    /**
     * The buyer of this identity. Identifiers that were not known of it yet are added; those that were
     * stay, because records may name the buyer by them.
     *
     * @param newId the id of the buyer when it is new
     */
    public UUID findOrInsert(UUID newId, String cloud, String name, String identityKey,
            JsonNode identifiers) {
        return sellerJdbc.sql(Sql.of("buyer/find-or-insert"))
                .param("id", newId)
                .param("cloud", cloud)
                .param("name", name)
                .param("identityKey", identityKey)
                .param("customerIdentifier", Bodies.text(identifiers, "customer_identifier"))
                .param("accountId", Bodies.text(identifiers, "customer_aws_account_id"))
                .param("cloudIdentifiers", json.write(identifiers))
                .param("now", Utc.of(clock.instant()))
                .query(UUID.class)
                .single();
    }

    /** True the first time: the buyer has come to the seller's sign-up page. */
    public boolean registered(UUID id) {
        return sellerJdbc.sql(Sql.of("buyer/note-registration"))
                .param("id", id).param("now", Utc.of(clock.instant())).update() == 1;
    }

    void update(UUID id, JsonNode associations, JsonNode properties) {
        sellerJdbc.sql(Sql.of("buyer/update"))
                .param("id", id)
                .param("externalAssociations", json.write(associations))
                .param("customProperties", json.write(properties))
                .param("now", Utc.of(clock.instant()))
                .update();
    }

    Buyer read(ResultSet row) throws SQLException {
        var associations = json.read(row.getString("external_associations"));
        return new Buyer(row.getObject("id", UUID.class), row.getString("cloud"), row.getString("name"),
                json.read(row.getString("cloud_identifiers")),
                Associations.shown(associations, row.getString("orb_subscription_id")),
                json.read(row.getString("custom_properties")), null, null,
                Utc.read(row, "created_at"), Utc.read(row, "last_modified_at"), List.of(), associations);
    }
}
