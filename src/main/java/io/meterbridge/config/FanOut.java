package io.meterbridge.config;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs at most so many tasks side by side, on whatever threads it is given. Whoever hands in more
 * waits until one is done: that is the back-pressure which keeps memory bounded.
 *
 * <p>A task that hands in another one does not wait, because enough of them waiting for each other
 * would stand still for ever; a split hands in its next item that way. Such tasks queue, one per
 * split at most. No task may wait for the result of another one here.
 */
final class FanOut extends AbstractExecutorService {

    private final Executor threads;
    private final int limit;
    private final Semaphore free;
    private final Queue<Runnable> queued = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
    private volatile boolean ended;

    FanOut(Executor threads, int limit) {
        this.threads = threads;
        this.limit = limit;
        this.free = new Semaphore(limit);
    }

    @Override
    public void execute(Runnable task) {
        if (ended) {
            throw new RejectedExecutionException("Meterbridge is stopping");
        }
        if (inside.get()) {
            queued.add(task);
            startQueued();
        } else {
            waitForPlace();
            start(task);
        }
    }

    private void waitForPlace() {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("Interrupted while waiting for a free thread", e);
        }
    }

    /**
     * Whoever ends calls this after giving back its place, so nothing is left queued beside a free
     * one.
     */
    private void startQueued() {
        while (!queued.isEmpty() && free.tryAcquire()) {
            var task = queued.poll();
            if (task == null) {
                free.release();
            } else {
                start(task);
            }
        }
    }

    private void start(Runnable task) {
        try {
            threads.execute(() -> run(task));
        } catch (RuntimeException e) {
            free.release();
            throw e;
        }
    }

    private void run(Runnable task) {
        inside.set(true);
        try {
            task.run();
        } finally {
            inside.remove();
            free.release();
            startQueued();
        }
    }

    /** Takes nothing more from outside; what runs goes on. */
    @Override
    public void shutdown() {
        ended = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        ended = true;
        var dropped = List.copyOf(queued);
        queued.clear();
        return dropped;
    }

    @Override
    public boolean isShutdown() {
        return ended;
    }

    @Override
    public boolean isTerminated() {
        return ended && queued.isEmpty() && free.availablePermits() == limit;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        if (!free.tryAcquire(limit, timeout, unit)) {
            return false;
        }
        free.release(limit);
        return isTerminated();
    }
}
