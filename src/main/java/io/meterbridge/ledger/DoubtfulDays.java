package io.meterbridge.ledger;

import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.ledger.DoubtfulDay.Entry;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.marketplace.azure.DaySum;
import io.meterbridge.metering.RecordStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles records without an answer by what a marketplace reports of whole days (money.md M-16): the
 * second door through which proof enters the ledger, beside {@link Outcomes}. The records are read
 * before the marketplace is asked and again after, under lock; whatever moved in between is left for
 * the next time, because nobody knows on which side of the sum it is.
 */
@Component("doubtfulDays")
public class DoubtfulDays {

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");

    /** Identical resends settle most records sooner than a sum could. */
    private static final Duration SENT_AT_LEAST = Duration.ofMinutes(5);

    /** After this a human has long been told. */
    private static final Duration LOOK_BACK = Duration.ofDays(7);

    /** Sums may lag: that one lacks a record's units proves something only so long after its window. */
    private static final Duration SUMS_COMPLETE_AFTER = Duration.ofHours(24);

    private final TransactionTemplate workerTransactions;
    private final JdbcClient workerJdbc;
    private final InstantSource clock;

    DoubtfulDays(
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions,
            @Qualifier("workerJdbc") JdbcClient workerJdbc,
            InstantSource clock) {
        this.workerTransactions = workerTransactions;
        this.workerJdbc = workerJdbc;
        this.clock = clock;
    }

    /**
     * A seller with records in doubt.
     *
     * @param from first UTC day of them
     * @param to   last UTC day of them
     */
    public record DoubtfulSeller(UUID sellerId, LocalDate from, LocalDate to) {
    }

    /** The sellers whose daily sums at a cloud are worth a look. */
    public List<DoubtfulSeller> sellers(String cloud) {
        return workerJdbc.sql(Sql.of("ledger/doubtful-sellers")).params(window(cloud))
                .query().listOfRows().stream().map(Row::new)
                .map(row -> new DoubtfulSeller(row.uuid("seller_id"), day(row.instant("from_hour")),
                        day(row.instant("to_hour"))))
                .toList();
    }

    /** How the records of a seller's doubtful days stand now. */
    public List<DoubtfulDay> standing(@ExchangeProperty("doubtfulSeller") DoubtfulSeller seller,
            String cloud) {
        var byDay = new LinkedHashMap<DaySum.Key, List<Entry>>();
        for (var found : workerJdbc.sql(Sql.of("ledger/doubtful-days")).params(window(cloud))
                .param("seller", seller.sellerId()).query().listOfRows()) {
            var row = new Row(found);
            var key = new DaySum.Key(row.text("resource"), row.text("dimension"),
                    LocalDate.parse(row.text("day")));
            byDay.computeIfAbsent(key, any -> new ArrayList<>()).add(entry(row));
        }
        return byDay.entrySet().stream()
                .map(day -> new DoubtfulDay(day.getKey(), day.getValue())).toList();
    }

    /**
     * Moves the records that the sums explain.
     *
     * @param sums   what the marketplace reported; a day that is missing has a sum of zero
     * @param before how the records stood before it was asked
     */
    public void settle(
            @Body List<DaySum> sums,
            @ExchangeProperty("doubtfulSeller") DoubtfulSeller seller,
            @ExchangeProperty("doubtfulDays") List<DoubtfulDay> before,
            String cloud) {
        var submitted = sums.stream().collect(Collectors.toMap(DaySum::key, DaySum::submitted));
        workerTransactions.executeWithoutResult(status -> {
            lock(before);
            var proofs = new Proofs(seller.sellerId(), clock.instant());
            for (var day : standing(seller, cloud)) {
                if (before.contains(day)) {
                    proofs.add(day, submitted.getOrDefault(day.key(), BigDecimal.ZERO));
                }
            }
            run("ledger/note-proofs", proofs.evidence);
            run("ledger/move-records", proofs.moves);
            run("account/move-accounts", List.copyOf(proofs.accounts.values()));
        });
    }

    private void lock(List<DoubtfulDay> days) {
        var ids = days.stream().flatMap(day -> day.entries().stream()).map(Entry::id)
                .toArray(UUID[]::new);
        workerJdbc.sql(Sql.of("ledger/lock-records")).param("ids", ids).query().listOfRows();
    }

    private void run(String statement, List<Map<String, Object>> rows) {
        if (!rows.isEmpty()) {
            workerJdbc.sql(Sql.of(statement)).param("rows", JsonRows.of(rows)).update();
        }
    }

    private Map<String, Object> window(String cloud) {
        var now = clock.instant();
        return Map.of("cloud", cloud, "sentBefore", utc(now.minus(SENT_AT_LEAST)),
                "oldest", utc(now.minus(LOOK_BACK)));
    }

    private static Entry entry(Row row) {
        return new Entry(row.uuid("id"), row.uuid("account_id"), row.text("status"), row.flag("uncertain"),
                row.flag("foreign_slot"), row.number("quantity"), row.number("accepted_quantity"),
                row.number("attempts"), row.instant("closes_at"));
    }

    private static LocalDate day(Instant hour) {
        return hour.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Rows of the statements that settle records, collected day by day. */
    private static final class Proofs {

        private final UUID sellerId;
        private final Instant now;
        private final List<Map<String, Object>> evidence = new ArrayList<>();
        private final List<Map<String, Object>> moves = new ArrayList<>();
        private final Map<UUID, Map<String, Object>> accounts = new LinkedHashMap<>();

        Proofs(UUID sellerId, Instant now) {
            this.sellerId = sellerId;
            this.now = now;
        }

        void add(DoubtfulDay day, BigDecimal submitted) {
            var booked = day.booked(submitted);
            if (booked.isEmpty()) {
                return;
            }
            for (var entry : day.entries()) {
                if (booked.get().contains(entry.id())) {
                    accepted(entry, day, submitted);
                } else if (isProvenUnbooked(entry)) {
                    returned(entry, day, submitted);
                }
            }
        }

        private boolean isProvenUnbooked(Entry entry) {
            return entry.status().equals("unknown") && entry.isDoubtful()
                    && !now.isBefore(entry.closesAt().plus(SUMS_COMPLETE_AFTER));
        }

        private void accepted(Entry entry, DoubtfulDay day, BigDecimal submitted) {
            move(entry, RecordStatus.ACCEPTED, null);
            note(entry, Outcome.ACCEPTED, day, submitted);
            if (entry.accountId() != null) {
                accounts.put(entry.accountId(), Map.of("id", entry.accountId(), "state", "metering"));
            }
        }

        private void returned(Entry entry, DoubtfulDay day, BigDecimal submitted) {
            move(entry, RecordStatus.RETURNED, Reason.WINDOW_CLOSED.code());
            note(entry, Outcome.CLOSED, day, submitted);
        }

        private void move(Entry entry, RecordStatus to, String reason) {
            LOG.atInfo().addKeyValue("seller", sellerId).addKeyValue("record", entry.id())
                    .addKeyValue("transition", entry.status() + " > " + to.code())
                    .log("metering: the day's sum moved record={} seller={} from={} to={} units={}", entry.id(),
                            sellerId, entry.status(), to.code(), entry.quantity());
            var row = new LinkedHashMap<String, Object>();
            row.put("id", entry.id());
            row.put("from_status", entry.status());
            row.put("status", to.code());
            // only acceptance ends the doubt for good: late proof may still come
            row.put("uncertain", to != RecordStatus.ACCEPTED);
            row.put("foreign_slot", false);
            row.put("reason", reason);
            row.put("batch_limit", 1);
            row.put("at", now);
            moves.add(row);
        }

        private void note(Entry entry, Outcome outcome, DoubtfulDay day, BigDecimal submitted) {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("resource", day.key().resource());
            answer.put("dimension", day.key().dimension());
            answer.put("day", day.key().day().toString());
            answer.put("submitted", submitted.toPlainString());
            answer.put("known", String.valueOf(day.entries().stream().mapToLong(Entry::accepted).sum()));
            var row = new LinkedHashMap<String, Object>();
            row.put("seller_id", sellerId);
            row.put("record_id", entry.id());
            row.put("at", now);
            row.put("outcome", outcome.code());
            row.put("answer", answer);
            evidence.add(row);
        }
    }
}
