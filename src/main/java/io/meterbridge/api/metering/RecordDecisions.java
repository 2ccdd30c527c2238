package io.meterbridge.api.metering;

import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.ledger.DecisionRefused;
import io.meterbridge.ledger.HeldRecords;
import io.meterbridge.ledger.UnansweredRecords;
import java.util.function.BooleanSupplier;

/** {@code POST /api/metering/{id}/release | drop | settle}: what a human says about a record that waits for one. */
public final class RecordDecisions {

    private final HeldRecords held;
    private final UnansweredRecords unanswered;
    private final MeteringRecords records;

    RecordDecisions(HeldRecords held, UnansweredRecords unanswered, MeteringRecords records) {
        this.held = held;
        this.unanswered = unanswered;
        this.records = records;
    }

    /** Lets a held record go: it gets a slot and is sent. */
    public Record release(ApiRequest request) {
        return decided(request, () -> held.release(request.sellerId(), request.id(), request.caller().clientId()));
    }

    /** Writes a held record off. */
    public Record drop(ApiRequest request) {
        return decided(request, () -> held.drop(request.sellerId(), request.id(), request.caller().clientId()));
    }

    /** Says whether an unanswered record was billed. */
    public Record settle(ApiRequest request) {
        boolean billed = request.object().get("billed").booleanValue();
        return decided(request, () -> unanswered.settle(request.sellerId(), request.id(), billed,
                request.caller().clientId()));
    }

    private Record decided(ApiRequest request, BooleanSupplier decision) {
        try {
            if (!decision.getAsBoolean()) {
                throw ProblemException.notFound("metering record");
            }
        } catch (DecisionRefused e) {
            throw ProblemException.of(ProblemType.CONFLICT, e.getMessage());
        }
        return records.get(request);
    }
}
