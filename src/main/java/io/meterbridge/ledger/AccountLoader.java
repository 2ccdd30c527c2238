package io.meterbridge.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.cost.Series;
import io.meterbridge.cost.SeriesKey;
import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.metering.HoldPolicy;
import io.meterbridge.metering.IncludedAmount;
import io.meterbridge.metering.IncludedTerm;
import io.meterbridge.metering.Metered;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.metering.PastRecords;
import io.meterbridge.metering.PriceHistory;
import io.meterbridge.metering.PricePoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Locks accounts and reads everything that decides about their money, in a handful of statements. */
@Component
class AccountLoader {

    private static final String GCP = "gcp";

    private final JdbcClient workerJdbc;
    private final ObjectMapper json;

    AccountLoader(@Qualifier("workerJdbc") JdbcClient workerJdbc, ObjectMapper json) {
        this.workerJdbc = workerJdbc;
        this.json = json;
    }

    /**
     * Locks accounts until the transaction ends.
     *
     * @param takenSince recent slots are read from this instant on, or not at all when null
     */
    List<LockedAccount> lock(List<UUID> ids, Instant sealedSince, Instant takenSince) {
        var array = ids.toArray(UUID[]::new);
        var rows = rows("account/lock-accounts", array, Map.of());
        var open = grouped(rows("account/open-series", array, Map.of()), AccountLoader::series);
        var sealed = sealedSince == null ? Map.<UUID, List<SeriesKey>>of()
                : grouped(rows("account/sealed-series", array, Map.of("since", utc(sealedSince))),
                        row -> new SeriesKey(row.instant("series_start"), row.text("price_id")));
        var stretches = grouped(rows("account/metered-stretches", array, Map.of()), this::stretch);
        var included = grouped(rows("account/included-terms", array, Map.of()), AccountLoader::includedTerm);
        var taken = takenSince == null ? Map.<UUID, List<MeteringHour>>of()
                : grouped(rows("account/taken-slots", array, Map.of("since", utc(takenSince))),
                        row -> new MeteringHour(row.instant("hour")));
        var past = past(stretches);
        return rows.stream().map(row -> {
            var id = row.uuid("id");
            return new LockedAccount(row, open.getOrDefault(id, List.of()),
                    Set.copyOf(sealed.getOrDefault(id, List.of())), stretches.getOrDefault(id, List.of()),
                    included.getOrDefault(id, List.of()),
                    new HashSet<>(taken.getOrDefault(id, List.of())),
                    past.getOrDefault(id, PastRecords.NONE));
        }).toList();
    }

    /** What was usual, of the accounts alone that may have to hold something. */
    private Map<UUID, PastRecords> past(Map<UUID, List<Stretch>> stretches) {
        var ids = stretches.entrySet().stream()
                .filter(account -> account.getValue().stream().anyMatch(Stretch::mayHold))
                .map(Map.Entry::getKey).toArray(UUID[]::new);
        if (ids.length == 0) {
            return Map.of();
        }
        var records = grouped(rows("account/past-records", ids, Map.of()), row -> row);
        var begun = grouped(rows("account/begun-contracts", ids, Map.of()), row -> row.uuid("contract_id"));
        var past = new HashMap<UUID, PastRecords>();
        for (var id : ids) {
            past.put(id, past(records.getOrDefault(id, List.of()), begun.getOrDefault(id, List.of())));
        }
        return past;
    }

    private static PastRecords past(List<Row> records, List<UUID> begun) {
        var last = records.stream().filter(row -> row.instant("hour") != null)
                .map(row -> new MeteringHour(row.instant("hour"))).max(MeteringHour::compareTo).orElse(null);
        var units = records.stream().filter(row -> !row.text("status").equals("held"))
                .map(row -> row.number("quantity")).toList();
        var firstHeld = records.stream()
                .filter(row -> row.text("status").equals("held")
                        && Reason.HOLD_FIRST_RECORD.code().equals(row.text("reason")))
                .map(row -> row.uuid("contract_id")).collect(Collectors.toSet());
        return new PastRecords(units, last, Set.copyOf(begun), firstHeld);
    }

    private List<Row> rows(String statement, UUID[] ids, Map<String, ?> params) {
        return workerJdbc.sql(Sql.of(statement)).param("ids", ids).params(params)
                .query().listOfRows().stream().map(Row::new).toList();
    }

    private static <T> Map<UUID, List<T>> grouped(List<Row> rows, Function<Row, T> read) {
        var byAccount = new HashMap<UUID, List<T>>();
        for (var row : rows) {
            byAccount.computeIfAbsent(row.uuid("account_id"), id -> new ArrayList<>()).add(read.apply(row));
        }
        return byAccount;
    }

    private static Series series(Row row) {
        return new Series(new SeriesKey(row.instant("series_start"), row.text("price_id")),
                row.decimal("cost"), row.decimal("baseline"), row.instant("last_end"),
                row.instant("period_end"), row.instant("missing_since"));
    }

    private static IncludedTerm includedTerm(Row row) {
        return new IncludedTerm(row.uuid("contract_id"), row.instant("term_start"), row.instant("term_end"),
                row.decimal("amount"), row.decimal("cost_at_start"), row.decimal("consumed"));
    }

    /** Reads a row that has the columns of {@code account/metered-stretches.sql}. */
    Stretch stretch(Row row) {
        var contract = row.uuid("contract_id");
        var fixed = row.text("fixed_identity");
        var metered = new Metered(contract, row.instant("from_at"), row.instant("until_at"),
                prices(row.text("prices")));
        return new Stretch(metered, row.uuid("listing_id"), row.text("cloud"), row.text("currency"),
                fixed != null && !GCP.equals(row.text("cloud")) ? fixedIdentity(fixed) : identity(row),
                fixed != null, included(row),
                row.flag("shadow"), row.instant("sends_from"), hold(row.text("hold")));
    }

    /**
     * On Google Cloud there is one way to name the buyer, so nothing has to be fixed for a contract:
     * a service name that was corrected counts for its next record.
     */
    private IdentityResult identity(Row row) {
        if (GCP.equals(row.text("cloud"))) {
            return Identities.ofGcp(row.text("service_name"), row.text("value_type"),
                    texts(row.text("contract_identifiers")));
        }
        return Identities.of(row.text("cloud"), row.text("metering_identity"), row.text("product"),
                texts(row.text("buyer_identifiers")), texts(row.text("contract_identifiers")));
    }

    private IdentityResult fixedIdentity(String text) {
        var node = tree(text);
        return new IdentityResult(node.get("key").asText(), texts(node.get("fields").toString()),
                node.get("lane").asText(), null);
    }

    private HoldPolicy hold(String text) {
        if (text == null) {
            return null;
        }
        var node = tree(text);
        var units = node.path("max_units_per_hour");
        var multiple = node.path("max_multiple_of_median");
        return new HoldPolicy(units.canConvertToLong() ? units.longValue() : null,
                multiple.isNumber() ? new BigDecimal(multiple.asText()) : null,
                node.path("first_record").asBoolean(false));
    }

    private static IncludedAmount included(Row row) {
        var amount = row.decimal("included_amount");
        return amount == null || amount.signum() == 0
                ? null
                : new IncludedAmount(row.uuid("contract_id"), amount,
                        "month".equals(row.text("included_term")), row.instant("start_at"),
                        row.instant("until_at") == null ? row.instant("end_at") : row.instant("until_at"));
    }

    private PriceHistory prices(String text) {
        var points = new ArrayList<PricePoint>();
        for (var node : tree(text)) {
            points.add(new PricePoint(OffsetDateTime.parse(node.get("effectiveAt").asText()).toInstant(),
                    node.get("dimension").asText(), new BigDecimal(node.get("unitPrice").asText()),
                    node.get("plan").isNull() ? null : node.get("plan").asText()));
        }
        return new PriceHistory(points);
    }

    private Map<String, String> texts(String text) {
        try {
            var values = json.readValue(text, new TypeReference<Map<String, Object>>() {});
            var texts = new HashMap<String, String>();
            values.forEach((name, value) -> {
                if (value != null) {
                    texts.put(name, value.toString());
                }
            });
            return texts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database's identifiers are no JSON object", e);
        }
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database's JSON is unreadable", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
