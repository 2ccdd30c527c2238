package io.meterbridge.api.problem;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Ends a call with a problem document; a surrounding transaction is rolled back. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final transient Duration retryAfter;

    private ProblemException(Problem problem) {
        this(problem, null);
    }

    private ProblemException(Problem problem, Duration retryAfter) {
        super(problem.detail() == null ? problem.title() + ": " + problem.errors() : problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** The document to answer with. */
    public Problem problem() {
        return problem;
    }

    /** How long the caller should wait before it tries again, or null. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** 429: not now, but after this time. */
    public static ProblemException tooMany(String detail, Duration retryAfter) {
        return new ProblemException(Problem.of(ProblemType.TOO_MANY_REQUESTS, detail), retryAfter);
    }

    /** A call that ends in a problem of this type. */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }

    /** 404: there is no such thing, or it is another seller's. */
    public static ProblemException notFound(String what) {
        return of(ProblemType.NOT_FOUND, "There is no such " + what + ".");
    }

    /** 409: a thing that is stored already stands in the way. */
    public static ProblemException conflict(String detail, UUID with) {
        return new ProblemException(Problem.of(ProblemType.CONFLICT, detail).naming(with, null));
    }

    /** 409: another contract has what this one asks for. */
    public static ProblemException conflictWithContract(String detail, UUID contractId) {
        return new ProblemException(
                Problem.of(ProblemType.CONFLICT, detail).naming(contractId, contractId));
    }

    /** 422: one place of the request is wrong. */
    public static ProblemException invalid(String pointer, String message) {
        return invalid(List.of(new Notice(pointer, message)));
    }

    /** 422: these places of the request are wrong. */
    public static ProblemException invalid(List<Notice> errors) {
        return new ProblemException(Problem.invalid(errors));
    }
}
