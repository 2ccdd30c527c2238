package io.meterbridge.alarm;

import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.paging.PageRequest;
import io.meterbridge.database.Row;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@code GET /api/alarms}: a seller sees its own, the operator all. There is no second truth: the tables are asked. */
@Component("alarms")
public class Alarms {

    /** The dearest first; what nobody can put a sum to comes last. */
    private static final Comparator<Alarm> DEAREST_FIRST = Comparator
            .comparing((Alarm alarm) -> alarm.amount() == null ? BigDecimal.ONE.negate() : alarm.amount()).reversed()
            .thenComparing(Alarm::kind)
            .thenComparing(alarm -> String.valueOf(alarm.contractId()));

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final JdbcClient workerJdbc;
    private final InstantSource clock;

    Alarms(SellerTransactions transactions, JdbcClient sellerJdbc, @Qualifier("workerJdbc") JdbcClient workerJdbc,
            InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.workerJdbc = workerJdbc;
        this.clock = clock;
    }

    /** A page of what needs somebody now. */
    public Page<Alarm> list(ApiRequest request) {
        var all = request.caller().sellerId() == null ? all()
                : transactions.forSeller(request.sellerId(), () -> read(sellerJdbc,
                        Stream.of(AlarmKind.values()).filter(kind -> !kind.isTheOperatorsAlone())));
        var matching = all.stream()
                .filter(alarm -> matches(request.query().get("kind"), alarm.kind()))
                .filter(alarm -> matches(request.query().get("cloud"), alarm.cloud()))
                .sorted(DEAREST_FIRST).toList();
        var page = PageRequest.of(request);
        var results = matching.stream().skip(page.offset()).limit(page.size()).toList();
        return Page.of(request, new Page.Counts(matching.size(), all.size()), results);
    }

    /** What needs somebody now, of all sellers. */
    List<Alarm> all() {
        return read(workerJdbc, Stream.of(AlarmKind.values()));
    }

    private List<Alarm> read(JdbcClient jdbc, Stream<AlarmKind> kinds) {
        var now = clock.instant();
        return kinds.flatMap(kind -> jdbc.sql(Sql.of("alarm/" + kind.code())).param("now", Utc.of(now))
                .query().listOfRows().stream().map(Row::new).map(row -> alarm(kind, row, now))).toList();
    }

    private static Alarm alarm(AlarmKind kind, Row row, Instant now) {
        var since = row.instant("since");
        return new Alarm(kind.code(), row.uuid("seller_id"), row.text("cloud"), row.uuid("contract_id"),
                row.text("subscription_id"), since,
                since == null ? null : Math.max(0, Duration.between(since, now).toSeconds()),
                row.instant("deadline_at"), row.decimal("amount"), row.text("currency"), row.text("message"));
    }

    private static boolean matches(String wanted, String is) {
        return wanted == null || wanted.equals(is);
    }
}
