package io.meterbridge.alarm;

import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.paging.PageRequest;
import io.meterbridge.database.Row;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@code GET /api/alarms}: a seller sees its own, the operator all. There is no second truth: the tables are asked. */
@Component("alarms")
public class Alarms {

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
        return request.caller().sellerId() == null ? page(workerJdbc, request, Stream.of(AlarmKind.values()))
                : transactions.forSeller(request.sellerId(), () -> page(sellerJdbc, request,
                        Stream.of(AlarmKind.values()).filter(kind -> !kind.isTheOperatorsAlone())));
    }

    /** How many of a kind need somebody now, of all sellers, and the money at stake in one currency, or null. */
    record Sum(String kind, String currency, long alarms, BigDecimal amount) {
    }

    /** Of every kind that somebody is needed for. */
    List<Sum> sums() {
        return workerJdbc.sql(all(Stream.of(AlarmKind.values())) + Sql.of("alarm/sums"))
                .param("now", Utc.of(clock.instant()))
                .query((row, number) -> new Sum(row.getString("kind"), row.getString("currency"),
                        row.getLong("alarms"), row.getBigDecimal("amount"))).list();
    }

    /** However many there are, no more than a page of them comes into memory. */
    private Page<Alarm> page(JdbcClient jdbc, ApiRequest request, Stream<AlarmKind> kinds) {
        var now = clock.instant();
        var asked = PageRequest.of(request);
        var rows = jdbc.sql(all(kinds) + Sql.of("alarm/page"))
                .param("now", Utc.of(now))
                .param("kind", request.query().get("kind"), Types.VARCHAR)
                .param("cloud", request.query().get("cloud"), Types.VARCHAR)
                .param("limit", asked.size()).param("offset", asked.offset())
                .query().listOfRows().stream().map(Row::new).toList();
        var counts = new Page.Counts(rows.get(0).number("matching"), rows.get(0).number("total"));
        return Page.of(request, counts, rows.stream().filter(row -> row.text("kind") != null)
                .map(row -> alarm(row, now)).toList());
    }

    /** The statements of these kinds, which have the same columns, as one table {@code alarm} for another one. */
    private static String all(Stream<AlarmKind> kinds) {
        return kinds.map(kind -> "(\n" + Sql.of("alarm/" + kind.code()) + "\n)")
                .collect(Collectors.joining("\nunion all\n", "with alarm as materialized (\n", "\n)\n"));
    }

    private static Alarm alarm(Row row, Instant now) {
        var since = row.instant("since");
        return new Alarm(row.text("kind"), row.uuid("seller_id"), row.text("cloud"), row.uuid("contract_id"),
                row.text("subscription_id"), since,
                since == null ? null : Math.max(0, Duration.between(since, now).toSeconds()),
                row.instant("deadline_at"), row.decimal("amount"), row.text("currency"), row.text("message"));
    }
}
