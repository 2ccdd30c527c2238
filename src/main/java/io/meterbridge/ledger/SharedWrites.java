package io.meterbridge.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Lets what arrives while a transaction is under way share the next one. Nobody waits for company: whoever comes
 * first writes at once, alone. What fails together is written again one by one, so that nobody fails for another.
 */
final class SharedWrites<T> {

    private final int most;
    private final BiPredicate<T, T> mayShare;
    private final Consumer<List<T>> write;
    private final Queue<Entry<T>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    private static final class Entry<T> {

        private final T work;
        // both are read by the entry's own thread once it holds the lock that their writer held
        private boolean over;
        private RuntimeException failure;

        Entry(T work) {
            this.work = work;
        }

        void end(RuntimeException withFailure) {
            over = true;
            failure = withFailure;
        }
    }

    /**
     * Shares a way of writing.
     *
     * @param most     that are written together
     * @param mayShare whether two of them may be written together
     * @param write    all of them in one transaction, or none
     */
    SharedWrites(int most, BiPredicate<T, T> mayShare, Consumer<List<T>> write) {
        this.most = most;
        this.mayShare = mayShare;
        this.write = write;
    }

    /** Returns once this is written, by this thread or another one, or fails with what its own writing failed with. */
    void write(T work) {
        var mine = new Entry<>(work);
        waiting.add(mine);
        writing.lock();
        try {
            while (!mine.over) {
                writeSome();
            }
        } finally {
            writing.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    /** How many wait for somebody to write them. */
    int waiting() {
        return waiting.size();
    }

    private void writeSome() {
        var group = new ArrayList<Entry<T>>();
        while (group.size() < most && mayJoin(group, waiting.peek())) {
            group.add(waiting.remove());
        }
        try {
            write.accept(group.stream().map(entry -> entry.work).toList());
            group.forEach(entry -> entry.end(null));
        } catch (RuntimeException together) {
            group.forEach(group.size() == 1 ? entry -> entry.end(together) : this::writeAlone);
        } finally {
            // after an Error nobody knows; the leases of those who waited will run out
            group.stream().filter(entry -> !entry.over)
                    .forEach(entry -> entry.end(new IllegalStateException("The writer broke down")));
        }
    }

    private boolean mayJoin(List<Entry<T>> group, Entry<T> next) {
        return next != null && group.stream().allMatch(entry -> mayShare.test(entry.work, next.work));
    }

    private void writeAlone(Entry<T> entry) {
        try {
            write.accept(List.of(entry.work));
            entry.end(null);
        } catch (RuntimeException own) {
            entry.end(own);
        }
    }
}
