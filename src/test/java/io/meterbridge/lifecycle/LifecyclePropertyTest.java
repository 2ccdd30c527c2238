package io.meterbridge.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.meterbridge.Proves;
import io.meterbridge.lifecycle.Deliveries.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every order and every repetition of each marketplace's events ends in one state, and tells every change once. */
class LifecyclePropertyTest {

    private static final boolean PROOF = Boolean.getBoolean("proof");

    /** What a seller has to hear, however it comes about. */
    private static final Map<String, String> NEWS = Map.of(
            "aws", "CANCELLED CREATED MODIFIED RENEWED",
            "aws replaced", "CREATED MODIFIED",
            "aws legacy", "CANCELLED CREATED MODIFIED",
            "azure", "CANCELLED CREATED MODIFIED MODIFIED RENEWED",
            "azure queue", "CANCELLED CREATED MODIFIED MODIFIED RENEWED",
            "gcp", "CANCELLED CREATED MODIFIED RENEWED");

    static Stream<Marketplace> marketplaces() {
        return Lives.all().stream();
    }

    @ParameterizedTest
    @MethodSource("marketplaces")
    @Proves("R-32")
    void everyOrderAndRepetitionEndsTheSame(Marketplace marketplace) throws IOException {
        var inOrder = IntStream.range(0, marketplace.size()).toArray();
        var expected = new Deliveries(marketplace, Mode.PROMPT).deliver(inOrder).outcome();
        var sequences = new long[1];
        permutations(marketplace.size(), order -> {
            for (var sequence : repetitions(order, marketplace.size())) {
                for (var mode : modes(marketplace)) {
                    check(marketplace, mode, sequence, expected);
                    sequences[0]++;
                }
            }
        });
        var line = marketplace.name() + ": " + sequences[0] + " sequences of " + marketplace.size()
                + " events end in one state";
        System.out.println(line);
        note(line);
    }

    /** An answer that does not say how new it is cannot be told from an old one; the next poll mends that. */
    private static List<Mode> modes(Marketplace marketplace) {
        return marketplace.story().stream().allMatch(each -> each.event().truthFrom() != null)
                ? List.of(Mode.values()) : List.of(Mode.LATE, Mode.PROMPT);
    }

    private static void check(Marketplace marketplace, Mode mode, int[] sequence, String expected) {
        var deliveries = new Deliveries(marketplace, mode).deliver(sequence);
        var heard = deliveries.told().stream().map(change -> change.kind().name()).sorted()
                .collect(Collectors.joining(" "));
        // half a million times: only what is wrong is put into words
        if (!deliveries.outcome().equals(expected) || !heard.equals(NEWS.get(marketplace.name()))
                || !pricesAreRight(marketplace, deliveries.told())) {
            var how = marketplace.name() + " " + mode + " " + Arrays.toString(sequence) + " told " + deliveries.told();
            assertThat(deliveries.outcome()).as(how).isEqualTo(expected);
            assertThat(heard).as(how).isEqualTo(NEWS.get(marketplace.name()));
            fail("wrong pricing: " + how);
        }
    }

    /** Where an event names its terms, or both contracts have theirs, the old and the new price are always right. */
    private static boolean pricesAreRight(Marketplace marketplace, List<Change> told) {
        return told.stream().allMatch(change -> switch (change.key()) {
            case "modified:plan" -> change.before().equals(Lives.CHEAP) && change.now().equals(Lives.DEAR);
            case "modified:seats" -> change.now().equals(Lives.DEAR_FOR_NINE);
            case News.SUCCEEDED -> change.now().equals(Lives.DEAR)
                    && change.before().equals(marketplace.name().equals("aws") ? Lives.DEAR : Lives.CHEAP);
            default -> true;
        });
    }

    /** The order itself; every event twice in several ways; and one event twice, for every event and place. */
    private static List<int[]> repetitions(int[] order, int size) {
        var sequences = new ArrayList<int[]>();
        sequences.add(order);
        sequences.add(Arrays.stream(order).flatMap(each -> IntStream.of(each, each)).toArray());
        if (PROOF || size < 8) {
            sequences.add(IntStream.concat(Arrays.stream(order), Arrays.stream(order)).toArray());
            sequences.add(IntStream.concat(Arrays.stream(order),
                    IntStream.range(0, size).map(at -> order[size - 1 - at])).toArray());
        }
        if (PROOF || size < 7) {
            for (int from = 0; from < size; from++) {
                for (int to = from + 1; to <= size; to++) {
                    sequences.add(again(order, from, to));
                }
            }
        }
        return sequences;
    }

    private static int[] again(int[] order, int from, int to) {
        return IntStream.concat(IntStream.concat(Arrays.stream(order, 0, to), IntStream.of(order[from])),
                Arrays.stream(order, to, order.length)).toArray();
    }

    private static void permutations(int size, Consumer<int[]> each) {
        permute(new int[size], new boolean[size], 0, each);
    }

    private static void permute(int[] order, boolean[] used, int at, Consumer<int[]> each) {
        if (at == order.length) {
            each.accept(order.clone());
            return;
        }
        for (int next = 0; next < order.length; next++) {
            if (!used[next]) {
                used[next] = true;
                order[at] = next;
                permute(order, used, at + 1, each);
                used[next] = false;
            }
        }
    }

    private static void note(String line) throws IOException {
        if (PROOF) {
            var table = Path.of("target", "proof", "lifecycle-" + line.substring(0, line.indexOf(':'))
                    .replace(' ', '-') + ".md");
            Files.createDirectories(table.getParent());
            Files.writeString(table, line + "\n");
        }
    }
}
