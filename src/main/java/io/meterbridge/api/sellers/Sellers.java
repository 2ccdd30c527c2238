package io.meterbridge.api.sellers;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.security.ClientSecrets;
import io.meterbridge.database.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

/** {@code /api/sellers}: whoever runs the installation takes sellers on. */
public final class Sellers {

    private final JdbcClient workerJdbc;
    private final TransactionTemplate transaction;
    private final ClientSecrets secrets;
    private final IdGenerator ids;
    private final InstantSource clock;

    Sellers(JdbcClient workerJdbc, TransactionTemplate transaction, ClientSecrets secrets, IdGenerator ids,
            InstantSource clock) {
        this.workerJdbc = workerJdbc;
        this.transaction = transaction;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    /** Creates a seller with its first credential, whose secret is in this answer and nowhere else. */
    public Seller create(ApiRequest request) {
        var name = request.body().get("name").asText();
        var secret = secrets.newSecret();
        var hash = secrets.hash(secret);
        var seller = new Seller(ids.generateId(), name, clock.instant(), "mb_" + ids.generateId(), secret);
        transaction.executeWithoutResult(status -> {
            workerJdbc.sql(Sql.of("seller/insert-seller"))
                    .param("id", seller.id())
                    .param("name", name)
                    .param("createdAt", Utc.of(seller.createdAt()))
                    .update();
            workerJdbc.sql(Sql.of("seller/insert-credential"))
                    .param("clientId", seller.clientId())
                    .param("sellerId", seller.id())
                    .param("secretHash", hash)
                    .param("createdAt", Utc.of(seller.createdAt()))
                    .update();
        });
        return seller;
    }

    /** All sellers, oldest first. */
    public Page<Seller> list(ApiRequest request) {
        return new Filter(request).text("name", "name").page(workerJdbc,
                "seller/count-all-sellers", "seller/count-sellers", "seller/list-sellers",
                (row, number) -> new Seller(row.getObject("id", UUID.class), row.getString("name"),
                        Utc.read(row, "created_at"), null, null));
    }

    /** A seller; client id and secret only in the answer that creates it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Seller(UUID id, String name, Instant createdAt, String clientId, String clientSecret) {

        /** Without the secret, so that it cannot reach a log. */
        @Override
        public String toString() {
            return "Seller[id=" + id + "]";
        }
    }
}
