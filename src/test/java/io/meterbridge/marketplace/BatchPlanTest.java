package io.meterbridge.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Proves("R-15")
class BatchPlanTest {

    /**
     * Something to send: what kind it is, its size, and how many of its kind may travel together.
     */
    private record Parcel(int number, int kind, int bytes, int limit) {
    }

    private record Kind(int kind, int limit) {
    }

    @Test
    void noBatchHasTooManyRecordsOrTooManyBytesAndNoRecordIsLostOrMoved() {
        var random = new Random(25);
        var rounds = Boolean.getBoolean("proof") ? 100_000 : 1_000;
        for (var round = 0; round < rounds; round++) {
            var parcels = randomParcels(random);
            var maxBytes = 1 + random.nextInt(2_000);

            var batches = BatchPlan.plan(
                    parcels, p -> new Kind(p.kind(), p.limit()), Kind::limit, maxBytes, Parcel::bytes);

            assertThat(batches).allSatisfy(batch -> {
                assertThat(batch).isNotEmpty().hasSizeLessThanOrEqualTo(batch.get(0).limit());
                assertThat(batch).extracting(Parcel::kind).containsOnly(batch.get(0).kind());
                var bytes = batch.stream().mapToInt(Parcel::bytes).sum();
                assertThat(batch.size() == 1 || bytes <= maxBytes).isTrue();
                assertThat(batch).extracting(Parcel::number).isSorted();
            });
            assertThat(batches.stream().flatMap(List::stream).toList())
                    .containsExactlyInAnyOrderElementsOf(parcels);
        }
    }

    @Test
    void batchesAreAsFullAsTheyMayBe() {
        var sixty = IntStream.range(0, 60).boxed().toList();

        assertThat(BatchPlan.chunk(sixty, 25, 1_000, i -> 1))
                .extracting(List::size).containsExactly(25, 25, 10);
        assertThat(BatchPlan.chunk(sixty, 25, 100, i -> 10))
                .extracting(List::size).containsExactly(10, 10, 10, 10, 10, 10);
    }

    @Test
    void aRecordThatIsTooBigByItselfTravelsAlone() {
        assertThat(BatchPlan.chunk(List.of(1, 500, 1), 25, 100, bytes -> bytes))
                .containsExactly(List.of(1), List.of(500), List.of(1));
    }

    @Test
    void nothingMakesNoBatchAndALimitBelowOneIsAnError() {
        assertThat(BatchPlan.chunk(List.of(), 25, 100, item -> 1)).isEmpty();
        assertThatThrownBy(() -> BatchPlan.chunk(List.of(1), 0, 100, item -> 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Parcel> randomParcels(Random random) {
        var parcels = new ArrayList<Parcel>();
        for (var number = 0; number < random.nextInt(200); number++) {
            parcels.add(new Parcel(number, random.nextInt(5), random.nextInt(500),
                    random.nextBoolean() ? 25 : 1 + random.nextInt(25)));
        }
        return parcels;
    }
}
