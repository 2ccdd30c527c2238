package io.meterbridge.api.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Turns whatever ended a call into the problem its caller sees; faults of ours are logged, not shown. */
public final class ProblemAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswer.class);

    private ProblemAnswer() {
    }

    /** The problem document for this end of a call. */
    public static Problem of(Throwable end) {
        if (end instanceof ProblemException expected) {
            return expected.problem();
        }
        if (isDatabaseAway(end)) {
            LOG.warn("api: answered 503, the database cannot be reached: {}", end.getMessage());
            return Problem.of(ProblemType.UNAVAILABLE, "The database cannot be reached; try again shortly.");
        }
        LOG.error("api: a call failed", end);
        return Problem.of(ProblemType.INTERNAL, "The fault is logged; the call changed nothing.");
    }

    /** True for the failures that another try may not meet. */
    public static boolean isDatabaseAway(Throwable end) {
        return end instanceof DataAccessResourceFailureException
                || end instanceof CannotCreateTransactionException
                || end instanceof QueryTimeoutException
                || end instanceof TransientDataAccessException;
    }
}
