package io.meterbridge.ledger;

import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.JsonRows;
import io.meterbridge.database.RawJson;
import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.metering.RecordMove;
import io.meterbridge.metering.RecordMove.AccountEffect;
import io.meterbridge.metering.RecordStatus;
import io.meterbridge.metering.RecordTransition;
import io.meterbridge.metering.Resends;
import io.meterbridge.observe.LedgerMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Writes what a marketplace said, record by record, in one transaction: the answer next to its attempt, the
 * record's move, and what it means for the account. Every cloud uses this one door, built in or added in YAML.
 * Batches that come back while others are being written share the next transaction.
 */
@Component("outcomes")
public class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");
    private static final Duration RESEND_MAX = Duration.ofMinutes(5);

    /** States that only a proof of acceptance still moves, whoever brings it (money.md M-14). */
    private static final Set<String> WAITING_FOR_PROOF =
            Set.of("sending", "unknown", "rejected", "expired", "returned");

    private static final List<String> GRAVITY = List.of("metering", "parked", "blocked");

    /** As many as one claim's calls; more would keep row locks for longer. */
    private static final int SHARED_MAX = 20;

    private final JdbcClient workerJdbc;
    private final InstantSource clock;
    private final SharedWrites<Told> writes;
    private final RecordTransition transition;
    private final ResendBounds resends;
    private final LedgerMeters meters;
    private final RecordNews records;
    private final ConnectionNews connections;

    Outcomes(
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions,
            @Qualifier("workerJdbc") JdbcClient workerJdbc,
            InstantSource clock,
            MeterbridgeProperties settings,
            ResendBounds resends,
            LedgerMeters meters,
            RecordNews records,
            ConnectionNews connections) {
        this.writes = new SharedWrites<>(SHARED_MAX, Told::isApartFrom, told ->
                workerTransactions.executeWithoutResult(status -> write(told, clock.instant())));
        this.workerJdbc = workerJdbc;
        this.clock = clock;
        this.transition = new RecordTransition(settings.metering().resendAfter(), RESEND_MAX);
        this.resends = resends;
        this.meters = meters;
        this.records = records;
        this.connections = connections;
    }

    /**
     * Records the answers to one batch. A record without an answer counts as unanswered.
     *
     * @param batch   what was sent, with the claim it was sent under
     * @param answers what came back, at most one per record
     * @return the records that moved, as they are now committed
     */
    public List<MovedRecord> record(@ExchangeProperty("batch") Batch batch, @Body List<Answer> answers) {
        var byRecord = answers.stream().collect(Collectors.toMap(Answer::recordId, answer -> answer));
        var complete = batch.records().stream()
                .map(record -> byRecord.getOrDefault(record.id(),
                        Answer.of(record.id(), Outcome.NO_ANSWER, "record-not-answered")))
                .toList();
        var told = new Told(batch, complete, new ArrayList<>());
        writes.write(told);
        return List.copyOf(told.moved());
    }

    /**
     * What came back for one batch, a complete list.
     *
     * @param moved the records that moved for it; filled by whoever writes it, anew each time it is tried
     */
    private record Told(Batch batch, List<Answer> answers, List<MovedRecord> moved) {

        /** Whether no record moves twice, as it might when a late owner's answer comes with the new owner's. */
        boolean isApartFrom(Told other) {
            return Collections.disjoint(ids(), other.ids());
        }

        private Set<UUID> ids() {
            return answers.stream().map(Answer::recordId).collect(Collectors.toSet());
        }
    }

    private record Lane(UUID sellerId, String cloud) {
    }

    private void write(List<Told> told, Instant now) {
        var answersById = new HashMap<UUID, Answer>();
        var toldById = new HashMap<UUID, Told>();
        for (var one : told) {
            one.moved().clear();
            for (var answer : one.answers()) {
                answersById.put(answer.recordId(), answer);
                toldById.put(answer.recordId(), one);
            }
        }
        var attempts = new ArrayList<Map<String, Object>>();
        var moves = new ArrayList<Map<String, Object>>();
        var accounts = new LinkedHashMap<UUID, Map<String, Object>>();
        var brokenLanes = new HashSet<Lane>();
        for (var row : lock(answersById.keySet())) {
            var answer = answersById.get(row.uuid("id"));
            var one = toldById.get(row.uuid("id"));
            var batch = one.batch();
            attempts.add(attempt(answer, batch.claimToken(), now));
            if (row.flag("lane_is_broken")) {
                brokenLanes.add(new Lane(batch.sellerId(), batch.cloud()));
            }
            var move = move(row, answer, batch);
            if (move == null) {
                continue;
            }
            count(row, move);
            tell(row, answer, move);
            one.moved().add(movedRecord(row, move));
            moves.add(moveRow(row, answer, move, now, resends.of(batch.cloud())));
            if (row.uuid("account_id") != null && isFelt(move.account(), row)) {
                accounts.merge(row.uuid("account_id"), accountRow(row, answer, move, now), Outcomes::graver);
            }
        }
        run("ledger/note-answers", attempts);
        run("ledger/move-records", moves);
        run("account/move-accounts", List.copyOf(accounts.values()));
        moves.stream().filter(move -> move.get("status").equals(RecordStatus.REJECTED.code()))
                .forEach(move -> records.rejected((UUID) move.get("id")));
        told.forEach(one -> noteCredentials(one.batch(), one.answers(),
                brokenLanes.contains(new Lane(one.batch().sellerId(), one.batch().cloud())), now));
    }

    /** Of what two records mean for their account: a halt counts more than its end, a human's more than a wait. */
    private static Map<String, Object> graver(Map<String, Object> one, Map<String, Object> other) {
        return GRAVITY.indexOf(one.get("state")) > GRAVITY.indexOf(other.get("state")) ? one : other;
    }

    /** Nearly every record is accepted for an account that is not parked. */
    private static boolean isFelt(AccountEffect effect, Row record) {
        return effect != AccountEffect.NONE && (effect != AccountEffect.UNPARK || record.flag("account_is_parked"));
    }

    /** Every move is a line; in JSON logs its fields can be searched for. */
    private static void tell(Row record, Answer answer, RecordMove move) {
        var from = record.text("status");
        var to = move.to().code();
        LOG.atInfo().addKeyValue("seller", record.uuid("seller_id")).addKeyValue("account", record.uuid("account_id"))
                .addKeyValue("hour", record.instant("hour")).addKeyValue("record", answer.recordId())
                .addKeyValue("transition", from + " > " + to)
                .log("metering: moved record={} seller={} from={} to={} outcome={} code={} units={}",
                        answer.recordId(), record.uuid("seller_id"), from, to, answer.outcome().code(),
                        answer.code(), record.number("quantity"));
    }

    private static MovedRecord movedRecord(Row record, RecordMove move) {
        return new MovedRecord(record.uuid("id"), record.uuid("seller_id"), record.uuid("contract_id"),
                record.text("cloud"), record.text("dimension"), record.instant("hour"), move.to().code(),
                record.number("quantity"), record.decimal("value"), record.text("currency"));
    }

    private List<Row> lock(Set<UUID> ids) {
        return workerJdbc.sql(Sql.of("ledger/lock-records")).param("ids", ids.toArray(UUID[]::new))
                .query().listOfRows().stream().map(Row::new).toList();
    }

    /** The move, or null when this claim no longer owns the record and the answer proves nothing. */
    private RecordMove move(Row row, Answer answer, Batch batch) {
        var status = row.text("status");
        boolean owned = status.equals("sending") && row.number("claim_token") == batch.claimToken();
        if (owned) {
            var move = transition.after(answer, row.flag("uncertain"), row.number("quantity"),
                    (int) row.number("attempts"), (int) row.number("batch_limit"), batch.records().size());
            return resends.of(batch.cloud()).limit(move, answer.outcome(), (int) row.number("unanswered"));
        }
        boolean proves = answer.outcome() == Outcome.ACCEPTED && WAITING_FOR_PROOF.contains(status);
        LOG.warn("metering: {} record={} status={} claim={} answer={}",
                proves ? "late proof moves a record" : "refused a late answer's move",
                answer.recordId(), status, batch.claimToken(), answer.code());
        return proves
                ? transition.after(answer, true, row.number("quantity"), (int) row.number("attempts"),
                        (int) row.number("batch_limit"), batch.records().size())
                : null;
    }

    private void count(Row record, RecordMove move) {
        meters.entered(record.text("cloud"), move.to().code(), 1);
        if (move.to() == RecordStatus.ACCEPTED) {
            meters.accepted(record.text("cloud"), record.text("currency"), record.number("quantity"),
                    record.decimal("value"));
        }
    }

    private static Map<String, Object> attempt(Answer answer, long claimToken, Instant now) {
        var row = new LinkedHashMap<String, Object>();
        row.put("record_id", answer.recordId());
        row.put("claim_token", claimToken);
        row.put("at", now);
        row.put("outcome", answer.outcome().code());
        row.put("code", answer.code());
        row.put("answer", answer.evidence() == null ? null : new RawJson(answer.evidence()));
        return row;
    }

    private static Map<String, Object> moveRow(
            Row record, Answer answer, RecordMove move, Instant now, Resends resends) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", answer.recordId());
        row.put("from_status", record.text("status"));
        row.put("status", move.to().code());
        row.put("uncertain", move.uncertain());
        row.put("foreign_slot", move.foreign());
        row.put("reason", reason(answer, move));
        row.put("batch_limit", move.batchLimit());
        row.put("next_attempt_at", move.retryIn() == null ? null : now.plus(move.retryIn()));
        row.put("resend_until", move.to() == RecordStatus.UNKNOWN && resends.isBounded()
                ? now.plus(resends.within()) : null);
        row.put("cloud_record_id", answer.cloudRecordId());
        row.put("at", now);
        return row;
    }

    private static String reason(Answer answer, RecordMove move) {
        if (move.foreign()) {
            return "foreign-usage";
        }
        if (move.waitsForHuman()) {
            LOG.warn("metering: record={} is sent no more; a human has to say whether it was booked",
                    answer.recordId());
            return Reason.RESENDS_USED_UP.code();
        }
        return answer.outcome() == Outcome.ACCEPTED ? null : reason(answer);
    }

    /** A route in YAML need not know the list of reasons, but whatever waits says why. */
    private static String reason(Answer answer) {
        var usual = answer.outcome().usualReason();
        return answer.reason() != null || usual == null ? answer.reason() : usual.code();
    }

    private static Map<String, Object> accountRow(Row record, Answer answer, RecordMove move, Instant now) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", record.uuid("account_id"));
        switch (move.account()) {
            case PARK -> {
                row.put("state", "parked");
                row.put("reason", reason(answer));
                row.put("probe_at", now.plus(AccountSettlement.PROBE_EVERY));
            }
            case BLOCK -> {
                row.put("state", "blocked");
                row.put("reason", "foreign-usage");
            }
            case UNPARK -> row.put("state", "metering");
            case NONE -> throw new IllegalStateException("an effect of none moves no account");
        }
        return row;
    }

    /** Refused credentials pause the whole lane; anything accepted ends that. */
    private void noteCredentials(Batch batch, List<Answer> answers, boolean laneIsBroken, Instant now) {
        var refused = answers.stream().filter(a -> a.outcome() == Outcome.CREDENTIALS).findFirst();
        boolean booked = answers.stream().anyMatch(a -> a.outcome() == Outcome.ACCEPTED);
        if (refused.isEmpty() && !(booked && laneIsBroken)) {
            return;
        }
        if (refused.isEmpty()) {
            lane("ledger/mend-lane", batch, now).update();
        } else {
            connections.broken(batch.sellerId(), lane("ledger/pause-lane", batch, now)
                    .param("reason", refused.get().code()).query().listOfRows(), now);
        }
    }

    private JdbcClient.StatementSpec lane(String statement, Batch batch, Instant now) {
        return workerJdbc.sql(Sql.of(statement)).param("seller", batch.sellerId()).param("cloud", batch.cloud())
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    private void run(String statement, List<Map<String, Object>> rows) {
        if (!rows.isEmpty()) {
            workerJdbc.sql(Sql.of(statement)).param("rows", JsonRows.of(rows)).update();
        }
    }
}
