package io.meterbridge.marketplace.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.azure.ExplainedDay.Doubtful;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A day's sum settles records only when one choice of them explains it. */
@Proves("M-16")
class ExplainedDayTest {

    @ParameterizedTest(name = "{0} doubtful, {1} unexplained: {2}")
    @CsvSource(nullValues = "-", value = {
        "5,       0,    none",
        "5,       5,    5",
        "5,       5.0,  5",
        "5,       4,    -",
        "5,       6,    -",
        "5,       2.5,  -",
        "5,       -1,   -",
        "5 5,     5,    -",
        "5 5,     10,   5 5",
        "5 5,     0,    none",
        "3 4 7,   7,    -",
        "3 4 7,   14,   3 4 7",
        "3 4 7,   10,   3 7",
        "3 4 7,   100,  -"})
    void oneChoiceOfRecordsExplainsTheRest(
            String doubtful, BigDecimal unexplained, String booked) {
        var records = LongStream.of(Arrays.stream(doubtful.split(" "))
                .mapToLong(Long::parseLong).toArray())
                .mapToObj(units -> new Doubtful(UUID.randomUUID(), units)).toList();

        var found = ExplainedDay.booked(records, unexplained)
                .map(ids -> records.stream().filter(record -> ids.contains(record.id()))
                        .map(record -> String.valueOf(record.units()))
                        .collect(Collectors.joining(" ")))
                .map(text -> text.isEmpty() ? "none" : text);

        assertThat(found).isEqualTo(Optional.ofNullable(booked));
    }

    @Test
    void withoutDoubtNothingIsExplained() {
        assertThat(ExplainedDay.booked(List.of(), BigDecimal.ZERO)).isEmpty();
    }

    @Test
    void aWholeDayInDoubtIsStillExplained() {
        var records = LongStream.range(0, 24)
                .mapToObj(bit -> new Doubtful(UUID.randomUUID(), 1L << bit)).toList();
        var all = records.stream().map(Doubtful::id).collect(Collectors.toSet());

        assertThat(ExplainedDay.booked(records, BigDecimal.valueOf((1L << 24) - 1)))
                .contains(all);
    }

    @Test
    void itFindsWhatTryingEveryChoiceFinds() {
        var random = new Random(16);
        for (var round = 0; round < 2_000; round++) {
            var records = new ArrayList<Doubtful>();
            for (var i = 0; i <= random.nextInt(8); i++) {
                records.add(new Doubtful(UUID.randomUUID(), 1 + random.nextInt(12)));
            }
            var goal = random.nextInt(30);

            assertThat(ExplainedDay.booked(records, BigDecimal.valueOf(goal)))
                    .isEqualTo(byTryingAll(records, goal));
        }
    }

    private static Optional<Set<UUID>> byTryingAll(List<Doubtful> records, long goal) {
        var found = new ArrayList<Set<UUID>>();
        for (var choice = 0; choice < 1 << records.size(); choice++) {
            var mask = choice;
            var chosen = records.stream()
                    .filter(record -> (mask >> records.indexOf(record) & 1) == 1).toList();
            var sum = chosen.stream().mapToLong(Doubtful::units).sum();
            if (sum == goal) {
                found.add(chosen.stream().map(Doubtful::id).collect(Collectors.toSet()));
            }
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
