package io.meterbridge.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A point inside a simulated service where calls wait until a test lets them go. */
public final class Hold {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /**
     * Waits until a call stands at this point.
     *
     * @throws IllegalStateException when none came within the timeout
     */
    public void awaitArrival(Duration timeout) throws InterruptedException {
        if (!arrived.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("No call came to the hold within " + timeout);
        }
    }

    /** Lets every call go that waits here or comes later. */
    public void release() {
        released.countDown();
    }

    void pass() throws InterruptedException {
        arrived.countDown();
        released.await();
    }
}
