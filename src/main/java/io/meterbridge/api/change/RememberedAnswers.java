package io.meterbridge.api.change;

import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.secret.SecretBox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers under an {@code Idempotency-Key}, for a day. A seller's keys hold for all of its credentials, so a
 * call may be repeated with a new one. Only good answers are remembered: what was refused changed nothing and
 * may be tried again under the same key.
 */
final class RememberedAnswers {

    static final String KEY = "Idempotency-Key";

    private static final Duration LIFE = Duration.ofDays(1);
    private static final String TABLE = "idempotent_answer";

    private final SellerTransactions sellerTransactions;
    private final JdbcClient sellerJdbc;
    private final TransactionTemplate workerTransactions;
    private final JdbcClient workerJdbc;
    private final SecretBox secrets;
    private final InstantSource clock;

    RememberedAnswers(SellerTransactions sellerTransactions, JdbcClient sellerJdbc,
            TransactionTemplate workerTransactions, JdbcClient workerJdbc, SecretBox secrets,
            InstantSource clock) {
        this.sellerTransactions = sellerTransactions;
        this.sellerJdbc = sellerJdbc;
        this.workerTransactions = workerTransactions;
        this.workerJdbc = workerJdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * What this very request was answered before.
     *
     * @throws ProblemException 422 when the key belongs to another request
     */
    Optional<Answer> earlierTo(ApiRequest request) {
        return inTransactionOf(request, () -> find(request));
    }

    /**
     * Does the work and keeps its answer, both or neither.
     *
     * @return empty when the work was done now, else what it was answered before
     * @throws ProblemException 409 while somebody else does it, 422 when the key belongs to another request
     */
    Optional<Answer> once(ApiRequest request, Supplier<Answer> work) {
        return inTransactionOf(request, () -> {
            claim(request);
            var earlier = find(request);
            if (earlier.isEmpty()) {
                remember(request, work.get());
            }
            return earlier;
        });
    }

    /** The work joins it: a seller's speaks for the seller, the operator's works across sellers. */
    private <T> T inTransactionOf(ApiRequest request, Supplier<T> work) {
        var seller = request.caller().sellerId();
        return seller == null ? workerTransactions.execute(status -> work.get())
                : sellerTransactions.forSeller(seller, work);
    }

    private void claim(ApiRequest request) {
        var ours = statement(request, "idempotency/claim-key")
                .query(Boolean.class).single();
        if (!ours) {
            throw ProblemException.conflict("A call with this Idempotency-Key is being answered right now.", null);
        }
    }

    private Optional<Answer> find(ApiRequest request) {
        return statement(request, "idempotency/find-answer")
                .param("now", Utc.of(clock.instant()))
                .query((row, number) -> read(request, row))
                .optional();
    }

    private Answer read(ApiRequest request, ResultSet row) throws SQLException {
        if (!Arrays.equals(row.getBytes("fingerprint"), Fingerprint.of(request))) {
            throw ProblemException.invalid(KEY, "was used for another request");
        }
        var sealed = row.getBytes("sealed_answer");
        return new Answer(row.getInt("status"), sealed == null ? null : secrets.open(sealed, identity(request)));
    }

    private void remember(ApiRequest request, Answer answer) {
        var now = clock.instant();
        var sealed = answer.text() == null ? null : secrets.seal(answer.text(), identity(request));
        statement(request, "idempotency/remember-answer")
                .param("sellerId", request.caller().sellerId())
                .param("operation", request.operation().id())
                .param("fingerprint", Fingerprint.of(request))
                .param("status", answer.status())
                .param("sealedAnswer", sealed, Types.BINARY)
                .param("now", Utc.of(now))
                .param("expiresAt", Utc.of(now.plus(LIFE)))
                .update();
    }

    private JdbcClient.StatementSpec statement(ApiRequest request, String name) {
        var jdbc = request.caller().sellerId() == null ? workerJdbc : sellerJdbc;
        return jdbc.sql(Sql.of(name)).param("scope", scope(request)).param("key", request.idempotencyKey());
    }

    private static String scope(ApiRequest request) {
        var seller = request.caller().sellerId();
        return seller == null ? "operator" : seller.toString();
    }

    private static String identity(ApiRequest request) {
        return SecretBox.identityOf(TABLE, scope(request), request.idempotencyKey());
    }
}
