package io.meterbridge.api.shadow;

import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Row;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.reconciliation.ReportFile;
import io.meterbridge.reconciliation.ReportLine;
import io.meterbridge.reconciliation.UnreadableReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code POST /api/reports/shadow}: what another tool told the marketplace. Where a contract was cut over and every
 * hour before is settled, its word counts instead of our shadows (money.md M-23).
 */
public final class OtherToolUsage {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final InstantSource clock;

    OtherToolUsage(SellerTransactions transactions, JdbcClient sellerJdbc, InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.clock = clock;
    }

    /**
     * What was taken in.
     *
     * @param matched     lines of contracts that are known
     * @param corrections by how much the value that counts as told before a cut-over has changed
     */
    record Taken(long rows, long matched, long unmatched, List<Correction> corrections) {
    }

    /**
     * A contract's correction.
     *
     * @param amount below zero: it falls due from the next hour on; above zero: so much less is told
     */
    record Correction(UUID contractId, BigDecimal amount, String currency) {
    }

    /** Takes in a file; all of it or nothing. */
    public Taken take(ApiRequest request) {
        var lines = lines(request.body().asText());
        var rows = JsonRows.of(lines.stream().map(OtherToolUsage::row).toList());
        var now = Utc.of(clock.instant());
        return transactions.forSeller(request.sellerId(), () -> {
            var matched = sellerJdbc.sql(Sql.of("shadow/keep-other-usage")).param("seller", request.sellerId())
                    .param("rows", rows).param("now", now).query().listOfRows().stream().map(Row::new).toList();
            long known = matched.stream().mapToLong(row -> row.number("lines")).sum();
            var contracts = matched.stream().map(row -> row.uuid("contract_id")).toArray(UUID[]::new);
            return new Taken(lines.size(), known, lines.size() - known, corrections(contracts, now));
        });
    }

    private List<Correction> corrections(UUID[] contracts, java.time.OffsetDateTime now) {
        sellerJdbc.sql(Sql.of("ledger/lock-accounts-of-contracts")).param("contracts", contracts).query().listOfRows();
        return sellerJdbc.sql(Sql.of("shadow/book-corrections")).param("contracts", contracts).param("now", now)
                .query().listOfRows().stream().map(Row::new)
                .map(row -> new Correction(row.uuid("contract_id"), row.decimal("amount"), row.text("currency")))
                .toList();
    }

    private static List<ReportLine> lines(String text) {
        try {
            var lines = ReportFile.read(text);
            if (lines.isEmpty()) {
                throw ProblemException.invalid("", "the file has no lines below its column names");
            }
            lines.forEach(OtherToolUsage::refuseWhatIsNoHour);
            return lines;
        } catch (UnreadableReport e) {
            throw ProblemException.invalid("", e.getMessage());
        }
    }

    private static void refuseWhatIsNoHour(ReportLine line) {
        if (line.units() == null) {
            throw ProblemException.invalid("", "a column of units is needed");
        }
        if (!isWhole(line.key().from()) || !line.key().to().equals(line.key().from().plus(1, ChronoUnit.HOURS))) {
            throw ProblemException.invalid("", "a line of " + line.key().identity() + " is not of one whole hour: "
                    + line.key().from());
        }
    }

    private static boolean isWhole(Instant instant) {
        return instant.truncatedTo(ChronoUnit.HOURS).equals(instant);
    }

    private static Map<String, Object> row(ReportLine line) {
        var row = new LinkedHashMap<String, Object>();
        row.put("identity", line.key().identity());
        row.put("dimension", line.key().dimension());
        row.put("hour", line.key().from());
        row.put("units", line.units());
        row.put("amount", line.amount());
        return row;
    }
}
