package io.meterbridge.console.store;

import io.meterbridge.api.Utc;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sums and names that a page shows beside what the API's lists say; every statement sees one seller's rows alone. */
public final class ConsoleRows {

    private static final Duration SHOWN = Duration.ofHours(3);

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final InstantSource clock;

    ConsoleRows(SellerTransactions transactions, JdbcClient sellerJdbc, InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.clock = clock;
    }

    /** The last hours, by hour and marketplace. */
    public List<Map<String, Object>> lastHours(UUID seller) {
        var from = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(SHOWN);
        return rows(seller, "last-hours", Map.of("from", Utc.of(from)));
    }

    /** How far each marketplace is and what is carried on there, by currency. */
    public List<Map<String, Object>> lag(UUID seller) {
        return rows(seller, "lag", Map.of());
    }

    /** Whether anything is {@code mapped}, and whether an hour was {@code metered}. */
    public Map<String, Object> wayToMetering(UUID seller) {
        return rows(seller, "way-to-metering", Map.of()).get(0);
    }

    /** Records that are held or unknown. */
    public List<Map<String, Object>> waiting(UUID seller) {
        return rows(seller, "waiting-for-humans", Map.of());
    }

    /** Cancelled contracts whose last usage is still taken. */
    public List<Map<String, Object>> cancellations(UUID seller) {
        return rows(seller, "cancellations", Map.of());
    }

    /** The newest hours of a contract. */
    public List<Map<String, Object>> hours(UUID seller, UUID contract) {
        return rows(seller, "hours-of-contract", Map.of("contract", contract));
    }

    /** What happened to a contract, newest first. */
    public List<Map<String, Object>> timeline(UUID seller, UUID contract) {
        return rows(seller, "timeline", Map.of("contract", contract));
    }

    /** The account that a contract meters, or nothing while it is not mapped. */
    public Map<String, Object> account(UUID seller, UUID contract) {
        var found = rows(seller, "account-of-contract", Map.of("contract", contract));
        return found.isEmpty() ? null : found.get(0);
    }

    /** Names of buyers and titles of listings, by id. */
    public Map<String, String> names(UUID seller, Collection<String> ids) {
        var wanted = ids.stream().distinct().map(UUID::fromString).toArray(UUID[]::new);
        var names = new HashMap<String, String>();
        rows(seller, "names", Map.of("ids", wanted))
                .forEach(row -> names.put(row.get("id").toString(), (String) row.get("name")));
        return names;
    }

    private List<Map<String, Object>> rows(UUID seller, String statement, Map<String, Object> parameters) {
        return transactions.forSeller(seller,
                () -> Rows.of(sellerJdbc.sql(Sql.of("console/" + statement)).params(parameters)));
    }
}
