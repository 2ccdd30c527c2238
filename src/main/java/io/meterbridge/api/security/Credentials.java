package io.meterbridge.api.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.IdGenerator;

/**
 * {@code /api/credentials}: a seller signs in with any of several, so a secret is replaced without a moment
 * without one: make the new one, use it everywhere, delete the old one.
 */
public final class Credentials {

    /** Enough for every service of a seller; a loop that never deletes ends here. */
    private static final int MOST = 50;

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final ClientSecrets secrets;
    private final IdGenerator ids;
    private final InstantSource clock;

    Credentials(SellerTransactions transactions, JdbcClient sellerJdbc, ClientSecrets secrets, IdGenerator ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * One more credential, whose secret is in this answer and nowhere else.
     *
     * @throws ProblemException 409 when the seller has as many as it may have
     */
    public Credential create(ApiRequest request) {
        return create(request.sellerId());
    }

    /**
     * One more credential for the seller of the path, as {@link #create}.
     *
     * @throws ProblemException 404 when there is no such seller
     */
    public Credential createForSeller(ApiRequest request) {
        transactions.forSeller(request.id(), () -> sellerJdbc.sql(Sql.of("seller/find-own"))
                .query((row, number) -> true).optional().orElseThrow(() -> ProblemException.notFound("seller")));
        return create(request.id());
    }

    private Credential create(UUID sellerId) {
        var secret = secrets.newSecret();
        var hash = secrets.hash(secret);
        var credential = new Credential("mb_" + ids.generateId(), clock.instant(), false, secret);
        return transactions.forSeller(sellerId, () -> {
            lock();
            if (count() >= MOST) {
                throw ProblemException.conflict("A seller has at most " + MOST + " credentials; delete one first.",
                        null);
            }
            sellerJdbc.sql(Sql.of("seller/insert-credential"))
                    .param("clientId", credential.clientId())
                    .param("sellerId", sellerId)
                    .param("secretHash", hash)
                    .param("createdAt", Utc.of(credential.createdAt()))
                    .update();
            return credential;
        });
    }

    /** The seller's credentials without their secrets, oldest first. */
    public Page<Credential> list(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> new Filter(request).page(sellerJdbc,
                "seller/count-credentials", "seller/count-credentials", "seller/list-credentials",
                (row, number) -> new Credential(row.getString("client_id"), Utc.read(row, "created_at"),
                        row.getString("client_id").equals(request.caller().clientId()), null)));
    }

    /**
     * Ends a credential and the tokens it was given, also when the caller's own is among them.
     *
     * @throws ProblemException 404 when the seller has no such credential, 409 when it is the last one
     */
    public void delete(ApiRequest request) {
        transactions.forSeller(request.sellerId(), () -> {
            lock();
            var before = count();
            var deleted = sellerJdbc.sql(Sql.of("seller/delete-credential"))
                    .param("clientId", request.path().get("client_id")).update();
            if (deleted == 0) {
                throw ProblemException.notFound("credential");
            }
            if (before == 1) {
                throw ProblemException.conflict("This is the last credential; make another one first.", null);
            }
            return null;
        });
    }

    private void lock() {
        sellerJdbc.sql(Sql.of("seller/lock-credentials")).query((row, number) -> true).single();
    }

    private long count() {
        return sellerJdbc.sql(Sql.of("seller/count-credentials")).query(Long.class).single();
    }

    /**
     * A credential.
     *
     * @param current      whether the caller signed in with it
     * @param clientSecret only in the answer that creates it, else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Credential(String clientId, Instant createdAt, boolean current, String clientSecret) {

        /** Without the secret, so that it cannot reach a log. */
        @Override
        public String toString() {
            return "Credential[clientId=" + clientId + "]";
        }
    }
}
