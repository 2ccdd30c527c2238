package io.meterbridge.api.reports;

import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.reconciliation.ReportFile;
import io.meterbridge.reconciliation.ReportLine;
import io.meterbridge.reconciliation.UnreadableReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.IdGenerator;

/** {@code POST /api/reports/marketplace/{aws|gcp}}: what a marketplace's own report file says was used. */
public final class MarketplaceReports {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final IdGenerator ids;
    private final InstantSource clock;

    MarketplaceReports(SellerTransactions transactions, JdbcClient sellerJdbc, IdGenerator ids, InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was taken in.
     *
     * @param rows      rows after lines of the same buyer, dimension and time were added up
     * @param matched   those whose buyer a contract has
     * @param unmatched those nobody here knows
     * @param to        exclusive
     */
    record Taken(String cloud, long rows, long matched, long unmatched, Instant from, Instant to) {
    }

    /** Takes in a file; all of it or nothing. */
    public Taken take(ApiRequest request, String cloud) {
        var lines = lines(request.body().asText());
        var matched = transactions.forSeller(request.sellerId(), () -> sellerJdbc.sql(Sql.of("reconciliation/keep-usage"))
                .param("seller", request.sellerId()).param("cloud", cloud).param("source", "report")
                .param("now", Utc.of(clock.instant()))
                .param("rows", UsageRows.of(lines, ids))
                .query(Boolean.class).list());
        long known = matched.stream().filter(Boolean::booleanValue).count();
        return new Taken(cloud, lines.size(), known, lines.size() - known,
                lines.stream().map(line -> line.key().from()).min(Comparator.naturalOrder()).orElse(null),
                lines.stream().map(line -> line.key().to()).max(Comparator.naturalOrder()).orElse(null));
    }

    private static List<ReportLine> lines(String text) {
        try {
            var lines = ReportFile.read(text);
            if (lines.isEmpty()) {
                throw ProblemException.invalid("", "the file has no lines below its column names");
            }
            return lines;
        } catch (UnreadableReport e) {
            throw ProblemException.invalid("", e.getMessage());
        }
    }
}
