package io.meterbridge.mapping;

import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.mapping.MappingRequest.TargetKind;
import io.meterbridge.mapping.MappingResult.Problem;
import io.meterbridge.metering.IncludedAmount;
import io.meterbridge.orb.CostQuestion;
import io.meterbridge.orb.OrbBudget;
import io.meterbridge.orb.OrbFailure;
import io.meterbridge.orb.OrbSubscription;
import io.meterbridge.orb.SubscriptionQuestion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The steps of a mapping that the route puts in order: find, ask, read, write. */
@Component("mappings")
public class Mappings {

    /** Less than an HTTP caller waits for an answer. */
    private static final Duration PERMIT_WAIT_MAX = Duration.ofSeconds(20);

    private final JdbcClient workerJdbc;
    private final InstantSource clock;
    private final OrbBudget budget;
    private final MappingWriter writer;

    Mappings(
            @Qualifier("workerJdbc") JdbcClient workerJdbc,
            InstantSource clock,
            OrbBudget budget,
            MappingWriter writer) {
        this.workerJdbc = workerJdbc;
        this.clock = clock;
        this.budget = budget;
        this.writer = writer;
    }

    /**
     * Finds what is to be mapped.
     *
     * @return a {@link MappingTarget} to read costs for, or a {@link MappingResult} when that is all
     */
    public Object find(@Body MappingRequest request) {
        var row = row(request.targetKind() == TargetKind.BUYER
                        ? "mapping/find-buyer-target"
                        : "mapping/find-contract-target",
                Map.of("seller", request.sellerId(), "target", request.targetId(), "now", utc(clock.instant())));
        if (row.isEmpty()) {
            return MappingResult.problem(Problem.NOT_FOUND, "there is no such buyer or contract");
        }
        var target = target(request, row.get());
        if (request.subscriptionId() == null) {
            return writer.remove(target, clock.instant());
        }
        if (target.sealedKey() == null || !"connected".equals(row.get().text("orb_status"))) {
            return MappingResult.problem(Problem.ORB_NOT_CONNECTED,
                    "connect Orb first: PUT /api/integrations/orb");
        }
        // until somebody says what its price covers, a mapping only waits (M-04)
        var ready = row.get().flag("undecided") ? target.waiting() : target;
        return known(ready).orElse(ready);
    }

    /** A known subscription needs no reading: its account goes on, unless another live contract has it. */
    private Optional<Object> known(MappingTarget target) {
        var account = row("mapping/find-account", Map.of("seller", target.request().sellerId(),
                "subscription", target.request().subscriptionId(), "now", utc(clock.instant())));
        if (account.isEmpty()) {
            return Optional.empty();
        }
        var contract = account.get().uuid("contract_id");
        boolean inUse = contract != null && !contract.equals(target.contractId()) && account.get().flag("live");
        if (inUse) {
            return Optional.of(MappingResult.inUse(contract));
        }
        if (target.contractId() != null && !account.get().text("currency").equals(target.currency())) {
            return Optional.of(MappingResult.problem(Problem.CURRENCY_MISMATCH, "the subscription is metered in "
                    + account.get().text("currency") + ", the listing in " + target.currency()));
        }
        return Optional.of(writer.resume(target, account.get().uuid("id"), account.get().decimal("open"),
                clock.instant()));
    }

    /** A row of {@code mapping/find-unattached.sql} as a request. */
    public MappingRequest unattached(@Body Map<String, Object> columns) {
        var row = new Row(columns);
        return new MappingRequest(row.uuid("seller_id"), TargetKind.valueOf(row.text("target_kind")),
                row.uuid("target_id"), row.text("subscription_id"));
    }

    /** The time, as a parameter of a statement. */
    public Map<String, Object> now() {
        return Map.of("now", utc(clock.instant()));
    }

    /** What to ask Orb about the subscription. */
    public SubscriptionQuestion subscriptionQuestion(@ExchangeProperty("target") MappingTarget target) {
        return new SubscriptionQuestion(target.request().sellerId(), target.request().subscriptionId(),
                target.sealedKey());
    }

    /** Begins to read costs, or says why that is not possible. */
    public Object begin(@Body Object answer, @ExchangeProperty("target") MappingTarget target) {
        if (answer instanceof OrbFailure failure) {
            return problem(failure);
        }
        if (target.contractId() == null) {
            return writer.wait(target, clock.instant());
        }
        return MappingRead.begin(target, (OrbSubscription) answer);
    }

    /** Parameters of {@code orb/draw-permit.sql}; whoever waits for a permit waits no longer than this allows. */
    public Map<String, Object> permit(
            @ExchangeProperty("target") MappingTarget target, @ExchangeProperty("waitingSince") long sinceNanos) {
        if (System.nanoTime() - sinceNanos > PERMIT_WAIT_MAX.toNanos()) {
            throw new PermitsExhausted();
        }
        return budget.permit(target.request().sellerId());
    }

    /** Since when this call waits, on this process's own monotonic clock. */
    public long nanos() {
        return System.nanoTime();
    }

    /** Orb asked to slow down, or its budget is used up: nothing is mapped now. */
    public MappingResult exhausted() {
        return MappingResult.problem(Problem.ORB_UNREACHABLE,
                "the budget of calls to this Orb account is used up; try again in a minute");
    }

    /** The next window to ask for. */
    public CostQuestion question(@ExchangeProperty("mappingRead") MappingRead read) {
        return read.question(clock.instant());
    }

    /** Takes in one window. */
    public MappingRead take(
            @Body Object answer,
            @ExchangeProperty("mappingRead") MappingRead read,
            @ExchangeProperty("question") CostQuestion question) {
        return read.with(answer, question);
    }

    /** Writes the mapping once everything is read. */
    public MappingResult finish(@ExchangeProperty("mappingRead") MappingRead read) {
        return read.failure() != null
                ? problem(read.failure())
                : writer.open(read, clock.instant());
    }

    private static MappingResult problem(OrbFailure failure) {
        return MappingResult.problem(switch (failure.kind()) {
            case UNKNOWN_SUBSCRIPTION -> Problem.UNKNOWN_SUBSCRIPTION;
            case CREDENTIALS -> Problem.ORB_NOT_CONNECTED;
            case REFUSED -> Problem.CURRENCY_MISMATCH;
            case THROTTLED, TOO_LARGE, TRANSIENT -> Problem.ORB_UNREACHABLE;
        }, failure.detail());
    }

    private static MappingTarget target(MappingRequest request, Row row) {
        return new MappingTarget(request, row.uuid("contract_id"), row.instant("start_at"),
                row.text("currency"), row.text("cost_basis"), included(row), row.instant("submit_from"),
                row.bytes("sealed_secret"));
    }

    private static List<IncludedAmount> included(Row row) {
        var amount = row.decimal("included_amount");
        return amount == null || amount.signum() == 0
                ? List.of()
                : List.of(new IncludedAmount(row.uuid("contract_id"), amount,
                        "month".equals(row.text("included_term")), row.instant("start_at"),
                        row.instant("end_at")));
    }

    private Optional<Row> row(String statement, Map<String, ?> parameters) {
        return workerJdbc.sql(Sql.of(statement)).params(parameters).query().listOfRows()
                .stream().findFirst().map(Row::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
