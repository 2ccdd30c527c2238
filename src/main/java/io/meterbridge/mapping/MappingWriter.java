package io.meterbridge.mapping;

import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Sql;
import io.meterbridge.mapping.MappingRequest.TargetKind;
import io.meterbridge.metering.MeteringHour;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

/** Writes a mapping, each in one transaction. A claim on the account that is under way becomes void. */
@Component
class MappingWriter {

    private final TransactionTemplate workerTransactions;
    private final JdbcClient workerJdbc;
    private final IdGenerator ids;
    private final LeftOut leftOut;

    MappingWriter(
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions,
            @Qualifier("workerJdbc") JdbcClient workerJdbc,
            IdGenerator ids,
            LeftOut leftOut) {
        this.leftOut = leftOut;
        this.workerTransactions = workerTransactions;
        this.workerJdbc = workerJdbc;
        this.ids = ids;
    }

    /** Ends a mapping. What is still due goes out in the hours the contract had. */
    MappingResult remove(MappingTarget target, Instant now) {
        return workerTransactions.execute(status -> {
            remember(target, now);
            if (target.contractId() != null) {
                run("mapping/end-stretch-of-contract", parameters(
                        "contract", target.contractId(), "account", new UUID(0, 0), "now", utc(now)));
            }
            return MappingResult.of(null, null, null);
        });
    }

    /** Keeps a mapping on a buyer that has no live contract yet. */
    MappingResult wait(MappingTarget target, Instant now) {
        return workerTransactions.execute(status -> {
            remember(target, now);
            return MappingResult.of(null, null, null);
        });
    }

    /** Goes on with a known account under this contract. */
    MappingResult resume(MappingTarget target, UUID account, BigDecimal open, Instant now) {
        return workerTransactions.execute(status -> {
            remember(target, now);
            if (target.contractId() == null) {
                return MappingResult.of(account, null, null);
            }
            attach(target, account, now);
            run("mapping/resume-account", parameters("account", account, "now", utc(now)));
            return MappingResult.of(account, open, target.currency());
        });
    }

    /** Opens the account of a subscription that is mapped for the first time. */
    MappingResult open(MappingRead read, Instant now) {
        var target = read.target();
        var account = ids.generateId();
        return workerTransactions.execute(status -> {
            run("mapping/lock-contract", parameters(
                    "seller", target.request().sellerId(), "contract", target.contractId()));
            int opened = run("mapping/open-account", account(read, account, now));
            if (opened == 0) {
                status.setRollbackOnly();
                return MappingResult.problem(MappingResult.Problem.ORB_UNREACHABLE,
                        "the subscription was mapped by somebody else this moment; try again");
            }
            remember(target, now);
            attach(target, account, now);
            saveSeries(read, account, now);
            return MappingResult.of(account, read.amountDue(), target.currency());
        });
    }

    private void attach(MappingTarget target, UUID account, Instant now) {
        run("mapping/end-stretch-of-contract", parameters(
                "contract", target.contractId(), "account", account, "now", utc(now)));
        run("mapping/end-stretch-of-account", parameters("account", account,
                "contract", target.contractId(), "startAt", utc(target.startAt()), "now", utc(now)));
        run("mapping/begin-stretch", parameters("account", account, "contract", target.contractId(),
                "seller", target.request().sellerId(), "startAt", utc(target.startAt())));
        run("mapping/no-longer-left-out", parameters("contract", target.contractId()));
        var request = target.request();
        if (request.targetKind() == TargetKind.BUYER) {
            leftOut.tell(request.sellerId(), request.targetId(), target.contractId(), now);
        }
    }

    private void remember(MappingTarget target, Instant now) {
        var request = target.request();
        run(request.targetKind() == TargetKind.BUYER ? "mapping/map-buyer" : "mapping/map-contract",
                parameters("seller", request.sellerId(), "target", request.targetId(),
                        "subscription", request.subscriptionId(), "now", utc(now)));
    }

    private static Map<String, Object> account(MappingRead read, UUID account, Instant now) {
        var target = read.target();
        var subscription = read.subscription();
        var row = parameters("id", account, "seller", target.request().sellerId(),
                "subscription", target.request().subscriptionId(), "currency", target.currency(),
                "costBasis", target.costBasis(), "timeZone", subscription.zone().getId());
        row.put("subscriptionStart", utc(subscription.start()));
        row.put("subscriptionEnd", utc(subscription.end()));
        row.put("periodStart", utc(subscription.periodStart()));
        row.put("periodEnd", utc(subscription.periodEnd()));
        row.put("baselineAt", utc(read.baselineAt()));
        row.put("firstHour", utc(MeteringHour.firstFrom(target.beginsAt()).start()));
        row.put("readTo", utc(read.readTo()));
        row.put("cost", read.cost().gross());
        row.put("baseline", read.cost().baseline());
        row.put("now", utc(now));
        return row;
    }

    private void saveSeries(MappingRead read, UUID account, Instant now) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var series : read.series()) {
            var row = new LinkedHashMap<String, Object>();
            row.put("account_id", account);
            row.put("series_start", series.key().start());
            row.put("price_id", series.key().priceId());
            row.put("seller_id", read.target().request().sellerId());
            row.put("cost", series.cost());
            row.put("baseline", series.baseline());
            row.put("last_end", series.lastEnd());
            row.put("period_end", series.periodEnd());
            row.put("read_at", now);
            row.put("missing_since", series.missingSince());
            rows.add(row);
        }
        if (!rows.isEmpty()) {
            run("account/save-series", parameters("rows", JsonRows.of(rows)));
        }
    }

    private int run(String statement, Map<String, Object> parameters) {
        var spec = workerJdbc.sql(Sql.of(statement)).params(parameters);
        if (statement.equals("mapping/lock-contract")) {
            return spec.query().listOfRows().size();
        }
        return spec.update();
    }

    private static Map<String, Object> parameters(Object... namesAndValues) {
        var parameters = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
