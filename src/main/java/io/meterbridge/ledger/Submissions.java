package io.meterbridge.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.Row;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.BatchPlan;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.time.DatabaseOffset;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Sorts claimed records into batches that may travel in one call each. */
@Component("submissions")
public class Submissions {

    /** A call, from its first byte to the last of its answer, takes at most this long. */
    private static final Duration CALL_MAX = Duration.ofSeconds(40);

    /** The largest body any built-in cloud takes, less the room its envelope needs. */
    private static final int BYTES_MAX = 1_000_000 - 1_000;

    /** Records claimed at once: ten full AWS calls. */
    private static final int CLAIM_MAX = 250;

    /** The oldest records that are looked at to fill a claim's calls. */
    private static final int LOOK_MAX = 1000;

    /** Names this process in the evidence of an attempt. */
    private static final String OWNER =
            System.getenv().getOrDefault("HOSTNAME", "meterbridge") + "/" + ProcessHandle.current().pid();

    private final ObjectMapper json;
    private final InstantSource clock;
    private final MeterbridgeProperties.Metering settings;
    private final ResendBounds resends;
    private final DatabaseOffset offset;

    Submissions(ObjectMapper json, InstantSource clock, MeterbridgeProperties settings,
            ResendBounds resends, DatabaseOffset offset) {
        this.json = json;
        this.clock = clock;
        this.settings = settings.metering();
        this.resends = resends;
        this.offset = offset;
    }

    private record Claimed(Row row, RecordToSend record) {

        UUID sellerId() {
            return row.uuid("seller_id");
        }

        Kind kind() {
            return new Kind(sellerId(), row.text("cloud"), row.text("lane"), row.text("product"),
                    (int) row.number("batch_limit"), record.uncertain(), record.lastUsage(),
                    row.number("claim_token"));
        }
    }

    /** What all records of one call share. */
    private record Kind(UUID sellerId, String cloud, String lane, String product, int batchLimit,
            boolean uncertain, boolean lastUsage, long claimToken) {
    }

    /**
     * The batches of one claim.
     *
     * @param rows          rows of {@code ledger/claim-records.sql}
     * @param claimedAtNanos {@link System#nanoTime()} from before the claim: the lease is counted from here
     */
    public List<Batch> plan(
            @Body List<Map<String, Object>> rows,
            @ExchangeProperty("claimedAtNanos") long claimedAtNanos) {
        var claimed = rows.stream().map(Row::new).map(row -> new Claimed(row, record(row))).toList();
        var batches = new ArrayList<Batch>();
        for (var group : BatchPlan.plan(claimed, Claimed::kind, Kind::batchLimit, BYTES_MAX,
                Submissions::sizeOf)) {
            var kind = group.get(0).kind();
            batches.add(new Batch(kind.sellerId(), kind.cloud(), kind.lane(), kind.product(),
                    kind.claimToken(), claimedAtNanos + settings.lease().minus(CALL_MAX).toNanos(),
                    group.stream().map(Claimed::record).toList()));
        }
        return batches;
    }

    /**
     * Parameters of {@code ledger/claim-records.sql}.
     *
     * @param gatherMillis how long a record waits at most for others of its lane
     */
    public Map<String, Object> claimParameters(@ExchangeProperty("gatherMillis") long gatherMillis) {
        var parameters = parameters();
        parameters.put("limit", offset.claimable(CLAIM_MAX));
        parameters.put("look", LOOK_MAX);
        parameters.put("gatherSeconds", BigDecimal.valueOf(gatherMillis, 3));
        return parameters;
    }

    /** Parameters of the statements that take care of claims. */
    public Map<String, Object> parameters() {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        parameters.put("limit", CLAIM_MAX);
        parameters.put("leaseSeconds", settings.lease().toSeconds());
        parameters.put("resendSeconds", settings.resendAfter().toSeconds());
        parameters.put("resends", resends.json());
        parameters.put("owner", OWNER);
        return parameters;
    }

    /** Now, on this process's own monotonic clock (money.md M-18). */
    public long nanos() {
        return System.nanoTime();
    }

    /** One and the same answer for each record of a batch. */
    public List<Answer> all(@ExchangeProperty("batch") Batch batch, String outcome, String code) {
        var meaning = Outcome.valueOf(outcome);
        return batch.records().stream().map(record -> Answer.of(record.id(), meaning, code)).toList();
    }

    private RecordToSend record(Row row) {
        return new RecordToSend(row.uuid("id"), row.uuid("contract_id"), identity(row.text("identity")),
                row.text("dimension"), row.instant("hour"), row.instant("usage_end"), row.number("quantity"),
                row.decimal("unit_price"), row.text("currency"), row.text("plan"), row.text("value_type"),
                row.flag("uncertain"), (int) row.number("attempts") - 1, row.flag("last_usage"));
    }

    /** Upper bound of one record's bytes in any built-in cloud's call. */
    private static int sizeOf(Claimed claimed) {
        return 300 + claimed.row().text("identity").length() * 2 + claimed.record().dimension().length() * 2;
    }

    private Map<String, String> identity(String text) {
        try {
            return json.readValue(text, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The record's identity is no JSON object of texts", e);
        }
    }
}
