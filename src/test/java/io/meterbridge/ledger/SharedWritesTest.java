package io.meterbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedWritesTest {

    private static final BiPredicate<Integer, Integer> ANY = (one, other) -> true;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<Integer>> written = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstIsWriting = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whoComesAloneIsWrittenAlone() {
        var writes = new SharedWrites<Integer>(10, ANY, written::add);

        writes.write(1);
        writes.write(2);

        assertThat(written).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void whatArrivesMeanwhileSharesTheNextWrite() throws Exception {
        var writes = new SharedWrites<Integer>(4, ANY, this::writeOnceAllWait);
        var first = start(writes, 0);
        firstIsWriting.await();
        var others = startWaiting(writes, 6);
        goOn.countDown();

        CompletableFuture.allOf(first, CompletableFuture.allOf(others)).get(20, TimeUnit.SECONDS);

        assertThat(written).hasSize(3);
        assertThat(written.get(0)).containsExactly(0);
        assertThat(written.get(1)).hasSize(4);
        assertThat(written.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void whatMayNotShareIsWrittenOneAfterTheOther() throws Exception {
        var writes = new SharedWrites<Integer>(10, (one, other) -> (one + other) % 2 != 0, this::writeOnceAllWait);
        var first = start(writes, 0);
        firstIsWriting.await();
        var others = startWaiting(writes, 4);
        goOn.countDown();

        CompletableFuture.allOf(first, CompletableFuture.allOf(others)).get(20, TimeUnit.SECONDS);

        assertThat(written.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(written).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(2)
                .matches(two -> two.size() < 2 || (two.get(0) + two.get(1)) % 2 != 0));
    }

    @Test
    void nobodyFailsForAnother() throws Exception {
        var writes = new SharedWrites<Integer>(10, ANY, group -> {
            writeOnceAllWait(group);
            if (group.contains(3)) {
                written.remove(group);
                throw new IllegalArgumentException("three");
            }
        });
        var first = start(writes, 0);
        firstIsWriting.await();
        var others = startWaiting(writes, 4);
        goOn.countDown();

        first.get(20, TimeUnit.SECONDS);
        assertThat(others[2]).failsWithin(PATIENCE).withThrowableThat().withRootCauseInstanceOf(
                IllegalArgumentException.class);
        assertThat(List.of(others[0], others[1], others[3])).allSatisfy(other ->
                assertThat(other).succeedsWithin(PATIENCE));
        assertThat(written.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 4);
    }

    @Test
    void aWriterThatBreaksDownKeepsNobodyWaiting() {
        var writes = new SharedWrites<Integer>(10, ANY, group -> {
            throw new StackOverflowError();
        });

        assertThatThrownBy(() -> writes.write(1)).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> writes.write(2)).isInstanceOf(StackOverflowError.class);
    }

    private void writeOnceAllWait(List<Integer> group) {
        firstIsWriting.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        written.add(group);
    }

    private CompletableFuture<Void> start(SharedWrites<Integer> writes, int number) {
        return CompletableFuture.runAsync(() -> writes.write(number), threads);
    }

    private CompletableFuture<?>[] startWaiting(SharedWrites<Integer> writes, int most) {
        var started = IntStream.rangeClosed(1, most).mapToObj(number -> start(writes, number))
                .toArray(CompletableFuture[]::new);
        Awaitility.await().atMost(PATIENCE).until(() -> writes.waiting() == most);
        return started;
    }
}
