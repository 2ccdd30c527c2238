package io.meterbridge.config;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meterbridge.Proves;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Proves("R-59")
class FanOutTest {

    private static final int LIMIT = 3;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch hold = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void letGo() {
        hold.countDown();
        threads.shutdownNow();
    }

    @Test
    void runsAsManyTasksAsItMayAndLetsTheNextCallerWait() {
        var fanOut = new FanOut(threads, LIMIT);
        var caller = new Thread(() -> {
            for (int i = 0; i < LIMIT + 1; i++) {
                fanOut.execute(this::heldTask);
            }
        });
        caller.start();

        await().until(() -> running.get() == LIMIT);
        await().until(() -> caller.getState() == Thread.State.WAITING);
        assertThat(running).hasValue(LIMIT);

        hold.countDown();
        await().until(() -> done.get() == LIMIT + 1);
    }

    @Test
    void neverRunsMoreSideBySideThanItMay() throws InterruptedException {
        var fanOut = new FanOut(threads, LIMIT);
        var most = new AtomicInteger();
        for (int i = 0; i < 500; i++) {
            fanOut.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.yield();
                running.decrementAndGet();
                done.incrementAndGet();
            });
        }

        assertThat(fanOut.awaitTermination(0, TimeUnit.SECONDS)).isFalse();
        await().until(() -> done.get() == 500);
        assertThat(most.get()).isBetween(1, LIMIT);
    }

    /**
     * A split hands in its next item from the task of the one before; many splits at once do not
     * jam.
     */
    @Test
    void tasksThatHandInTheNextOneNeverStandStill() {
        var fanOut = new FanOut(threads, LIMIT);
        for (int split = 0; split < 20; split++) {
            fanOut.execute(() -> chain(fanOut, 50));
        }

        await().atMost(ofSeconds(30)).until(() -> done.get() == 20 * 50);
    }

    @Test
    void aTaskThatThrowsGivesItsPlaceBack() {
        var fanOut = new FanOut(quiet(), LIMIT);
        for (int i = 0; i < LIMIT * 3; i++) {
            fanOut.execute(() -> {
                throw new IllegalStateException("broken item");
            });
        }
        fanOut.execute(done::incrementAndGet);

        await().until(() -> done.get() == 1);
    }

    @Test
    void aThreadThatCannotBeStartedGivesItsPlaceBack() {
        Executor none = task -> {
            throw new RejectedExecutionException("no threads left");
        };
        var fanOut = new FanOut(none, 1);

        assertThatThrownBy(() -> fanOut.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> fanOut.execute(() -> { })).hasMessage("no threads left");
    }

    @Test
    void takesNothingMoreOnceItIsShutDownAndSaysWhenAllIsDone() throws InterruptedException {
        var fanOut = new FanOut(threads, LIMIT);
        fanOut.execute(this::heldTask);
        fanOut.shutdown();

        assertThatThrownBy(() -> fanOut.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(fanOut.isShutdown()).isTrue();
        assertThat(fanOut.isTerminated()).isFalse();

        hold.countDown();
        assertThat(fanOut.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(fanOut.isTerminated()).isTrue();
        assertThat(done).hasValue(1);
    }

    @Test
    void aCallerThatIsInterruptedWhileItWaitsIsLetGo() throws InterruptedException {
        var fanOut = new FanOut(threads, 1);
        fanOut.execute(this::heldTask);
        var refused = new AtomicInteger();
        var caller = new Thread(() -> {
            try {
                fanOut.execute(() -> { });
            } catch (RejectedExecutionException e) {
                refused.incrementAndGet();
            }
        });
        caller.start();
        await().until(() -> caller.getState() == Thread.State.WAITING);

        caller.interrupt();
        caller.join();

        assertThat(refused).hasValue(1);
    }

    private void chain(FanOut fanOut, int left) {
        if (left > 1) {
            fanOut.execute(() -> chain(fanOut, left - 1));
        }
        done.incrementAndGet();
    }

    private void heldTask() {
        running.incrementAndGet();
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.incrementAndGet();
    }

    /** Threads that end without printing why. */
    private Executor quiet() {
        return task -> {
            var thread = new Thread(task);
            thread.setUncaughtExceptionHandler((ended, why) -> running.incrementAndGet());
            thread.start();
        };
    }
}
