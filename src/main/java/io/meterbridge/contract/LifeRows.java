package io.meterbridge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.Utc;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.lifecycle.Change;
import io.meterbridge.lifecycle.ContractStatus;
import io.meterbridge.lifecycle.Ending;
import io.meterbridge.lifecycle.Life;
import io.meterbridge.lifecycle.LifeEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of a contract's life; call it inside a transaction of the contract's seller. */
@Component
class LifeRows {

    private final JdbcClient sellerJdbc;
    private final ApiJson json;

    LifeRows(JdbcClient sellerJdbc, ApiJson json) {
        this.sellerJdbc = sellerJdbc;
        this.json = json;
    }

    /** Nobody else changes this seller's contracts on this marketplace until the transaction ends. */
    void lock(String cloud) {
        sellerJdbc.sql(Sql.of("contract-life/lock-cloud")).param("cloud", cloud).query(String.class).single();
    }

    KnownContract find(String cloud, String identity, Life.Birth born) {
        var row = sellerJdbc.sql(Sql.of("contract-life/find")).param("cloud", cloud).param("identity", identity)
                .query().listOfRows().stream().findFirst().map(Row::new).orElse(null);
        var unknown = Life.unknown(born);
        if (row == null) {
            return new KnownContract(null, new Life(born, false, null, null, null, null, null, null, null,
                    events(cloud, identity), unknown.told()));
        }
        var ending = row.text("ending");
        return new KnownContract(row.uuid("id"), new Life(born, row.flag("by_hand"),
                ContractStatus.valueOf(row.text("status").toUpperCase(Locale.ROOT)),
                ending == null ? null : Ending.valueOf(ending.toUpperCase(Locale.ROOT)),
                LifeJson.terms(tree(row.text("terms"))), row.instant("start_at"), row.instant("end_at"),
                row.instant("cancelled_at"), row.instant("last_signal_at"), events(cloud, identity),
                told(row.uuid("id"))));
    }

    /** Keeps the events that are not known yet. */
    void keep(String cloud, String identity, Life before, Life after, Instant now) {
        var rows = after.events().values().stream()
                .filter(event -> !before.events().containsKey(event.key()))
                .map(LifeRows::row).toList();
        if (!rows.isEmpty()) {
            sellerJdbc.sql(Sql.of("contract-life/keep-events")).param("cloud", cloud).param("identity", identity)
                    .param("rows", JsonRows.of(rows)).param("now", Utc.of(now)).update();
        }
    }

    /** Remembers that the marketplace was asked about a contract and nothing had changed. */
    void compared(UUID contract, Instant now) {
        sellerJdbc.sql(Sql.of("contract-life/note-truth")).param("contract", contract).param("now", Utc.of(now))
                .update();
    }

    /** Remembers that a change was told. */
    void told(UUID contract, Change change, String webhookId, Instant now) {
        sellerJdbc.sql(Sql.of("contract-life/note-change"))
                .param("contract", contract)
                .param("key", change.key())
                .param("kind", change.kind().word())
                .param("happenedAt", Utc.of(change.at()))
                .param("before", text(LifeJson.of(change.before())))
                .param("after", text(LifeJson.of(change.now())))
                .param("found", change.found())
                .param("webhookId", webhookId)
                .param("now", Utc.of(now))
                .update();
    }

    String text(JsonNode node) {
        return node == null ? null : json.write(node);
    }

    private TreeMap<String, LifeEvent> events(String cloud, String identity) {
        var events = new TreeMap<String, LifeEvent>();
        sellerJdbc.sql(Sql.of("contract-life/events")).param("cloud", cloud).param("identity", identity)
                .query().listOfRows().stream().map(Row::new)
                .forEach(row -> events.put(row.text("event_key"), LifeJson.event(row.text("event_key"),
                        row.text("step"), row.instant("happened_at"), tree(row.text("detail")))));
        return events;
    }

    private TreeMap<String, Change> told(UUID contract) {
        var told = new TreeMap<String, Change>();
        sellerJdbc.sql(Sql.of("contract-life/changes")).param("contract", contract)
                .query().listOfRows().stream().map(Row::new)
                .forEach(row -> told.put(row.text("change_key"), new Change(
                        Change.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)), row.text("change_key"),
                        row.instant("happened_at"), LifeJson.terms(tree(row.text("terms_before"))),
                        LifeJson.terms(tree(row.text("terms_after"))), row.flag("found"))));
        return told;
    }

    private static Map<String, Object> row(LifeEvent event) {
        var row = new LinkedHashMap<String, Object>();
        row.put("event_key", event.key());
        row.put("step", event.step().name());
        row.put("happened_at", event.at());
        row.put("detail", LifeJson.detail(event));
        return row;
    }

    private JsonNode tree(String text) {
        return text == null ? null : json.read(text);
    }
}
