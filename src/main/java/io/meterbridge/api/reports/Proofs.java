package io.meterbridge.api.reports;

import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code GET /api/reports/proof}: a seller sees the latest proof of its own ledger, the operator of all. */
public final class Proofs {

    /** Whoever has more of them looks into the table. */
    private static final int FINDINGS_MAX = 1000;

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final JdbcClient workerJdbc;

    Proofs(SellerTransactions transactions, JdbcClient sellerJdbc, JdbcClient workerJdbc) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.workerJdbc = workerJdbc;
    }

    private record Latest(Instant provenAt, long accounts, long records, long findings) {
    }

    /** What the latest proof found. */
    public Proof latest(ApiRequest request) {
        return request.caller().sellerId() == null ? read(workerJdbc)
                : transactions.forSeller(request.sellerId(), () -> read(sellerJdbc));
    }

    private static Proof read(JdbcClient jdbc) {
        List<Latest> proofs = jdbc.sql(Sql.of("proof/latest")).query((row, number) -> new Latest(
                Utc.read(row, "proven_at"), row.getLong("accounts"), row.getLong("records"),
                row.getLong("findings"))).list();
        List<Proof.Finding> findings = jdbc.sql(Sql.of("proof/latest-findings")).param("most", FINDINGS_MAX)
                .query((row, number) -> finding(row)).list();
        return new Proof(proofs.stream().map(Latest::provenAt).min(Comparator.naturalOrder()).orElse(null),
                proofs.size(), proofs.stream().mapToLong(Latest::accounts).sum(),
                proofs.stream().mapToLong(Latest::records).sum(),
                proofs.stream().mapToLong(Latest::findings).sum(), findings);
    }

    private static Proof.Finding finding(ResultSet row) throws SQLException {
        return new Proof.Finding(row.getObject("seller_id", UUID.class), row.getString("problem"),
                row.getObject("account_id", UUID.class), row.getString("orb_subscription_id"),
                row.getObject("record_id", UUID.class), row.getLong("found"), row.getBigDecimal("amount"),
                row.getString("currency"), row.getString("message"));
    }
}
