package io.meterbridge.api.reports;

import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Only so many reports are read at once, whichever they are. */
final class ReportPlaces {

    /** Each keeps a connection while its reader reads, and calls that change something need connections too. */
    private static final int AT_ONCE = 3;

    private final Semaphore places = new Semaphore(AT_ONCE);

    /**
     * Takes a place.
     *
     * @return gives it back, once
     * @throws ProblemException 503 when none is free
     */
    Runnable take() {
        if (!places.tryAcquire()) {
            throw ProblemException.of(ProblemType.UNAVAILABLE,
                    AT_ONCE + " reports are being read here; ask again when one of them is through.");
        }
        var taken = new AtomicBoolean(true);
        return () -> {
            if (taken.getAndSet(false)) {
                places.release();
            }
        };
    }
}
